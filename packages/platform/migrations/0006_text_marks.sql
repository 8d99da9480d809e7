create function platform.create_text_marks(schema_name text) returns void language plpgsql as $$
begin
  execute format('create table %I.text_marks (
    kind text collate "C" not null,
    id text collate "C" not null,
    locale text not null,
    store_id text collate "C",
    name text not null,
    text_hash text not null,
    source_hash text not null,
    status text not null check (status in (''source'', ''current'', ''stale'', ''partial'')),
    by_machine boolean not null,
    stamp text not null,
    primary key (kind, id, locale)
  )', schema_name);
  execute format('comment on table %I.text_marks is ''What is known of texts kept as one value with all languages: brought up to date when translators look''', schema_name);
  execute format('comment on column %I.text_marks.name is ''The first field in this language, to look for''', schema_name);
  execute format('comment on column %I.text_marks.source_hash is ''Hash of the wording of the source this text was made from''', schema_name);
  execute format('comment on column %I.text_marks.status is ''source: written first; current: made from the source as it is; stale: the source has changed since; partial: some of it lacks''', schema_name);
  execute format('comment on column %I.text_marks.by_machine is ''Written by a machine and confirmed by nobody''', schema_name);
  execute format('comment on column %I.text_marks.stamp is ''Version of the thing that the marks were made from''', schema_name);
  execute format('alter table %I.text_marks enable row level security', schema_name);
end $$;
comment on function platform.create_text_marks is 'Makes the table text_marks of a service that keeps texts as one value with all languages';
