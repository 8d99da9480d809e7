create function platform.hash_of_text(wording text) returns text language sql immutable parallel safe as $$
  select left(encode(sha256(convert_to(wording, 'UTF8')), 'hex'), 16)
$$;
comment on function platform.hash_of_text is 'Sixteen hexadecimal digits that tell wordings apart, as code makes them';

create function platform.add_field_marks(schema_name text) returns void language plpgsql as $$
begin
  execute format('alter table %I.text_marks add column fields jsonb not null default ''{}''', schema_name);
  execute format('comment on table %I.text_marks is ''What is known of texts kept as one value with all languages, field by field and for the whole: brought up to date when translators look''', schema_name);
  execute format('comment on column %I.text_marks.fields is ''By field: textHash of its wording, sourceHash of the wording of the source it was made from, byMachine''', schema_name);
  execute format('comment on column %I.text_marks.status is ''source: written first; partial: some of it lacks; stale: the source of some of it has changed since; current: made from the source as it is''', schema_name);
  execute format('comment on column %I.text_marks.by_machine is ''Some of it was written by a machine and confirmed by nobody''', schema_name);
end $$;
comment on function platform.add_field_marks is 'Lets the marks of create_text_marks tell of each field; whoever calls it drops text_hash and source_hash, which it replaces';
