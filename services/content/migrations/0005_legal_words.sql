-- A row for each language, so that one can be added to a text that holds while the others stay as they are.
create table legal_words (
  legal_id text not null references legal_texts on delete cascade,
  locale text not null,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  status text not null check (status in ('source', 'current', 'stale')),
  by_machine boolean not null,
  fields jsonb not null,
  readable_since timestamptz,
  primary key (legal_id, locale),
  check ((readable_since is not null) = (status <> 'stale' and not by_machine)),
  check (status <> 'source' or not by_machine)
);
comment on table legal_words is 'What a legal text says in each language; readers get only what people wrote or confirmed beside the source as it is';
comment on column legal_words.body is 'Lines of plain text, `# ` before a heading, `- ` before an entry of a list';
comment on column legal_words.status is 'source: written first; current: made from the source as it is; stale: the source has changed since';
comment on column legal_words.by_machine is 'Some of it was written by a machine and confirmed by nobody';
comment on column legal_words.fields is 'By field, title and body: sourceHash of the wording of the source it was made from, byMachine';
comment on column legal_words.readable_since is 'Since when readers get it; after valid_from of a translation that was added while the text held; null while they do not';
create unique index legal_words_source on legal_words (legal_id) where status = 'source';

with words as (
  select t.id, t.created_at, t.valid_from, b.locale, t.title ->> b.locale as title, b.body,
    first_value(b.locale) over (partition by t.id order by
      array_position(array['en','zh-CN','zh-TW','ja','ko','de','es','fr','pt','ru','ar','id','it','ms','th','vi','my'], b.locale)) as source
  from legal_texts t cross join lateral jsonb_each_text(t.body) as b(locale, body)
)
insert into legal_words (legal_id, locale, title, body, status, by_machine, fields, readable_since)
select w.id, w.locale, w.title, w.body, case when w.locale = w.source then 'source' else 'current' end, false,
  jsonb_build_object(
    'title', jsonb_build_object('byMachine', false, 'sourceHash', platform.hash_of_text(s.title)),
    'body', jsonb_build_object('byMachine', false, 'sourceHash', platform.hash_of_text(s.body))),
  least(w.created_at, w.valid_from)
from words w join words s on s.id = w.id and s.locale = w.source;

alter table legal_texts drop column title, drop column body;
alter table legal_texts add column version int not null default 1;
comment on column legal_texts.version is 'Rises with each change before it holds; the ETag';

-- What holds stays; what is to come may still change.
create or replace function refuse_change_of_begun() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.valid_from > now() then return old; end if;
  if tg_op = 'UPDATE' and old.valid_from > now() then return new; end if;
  raise exception 'a legal text is append-only once it holds' using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_change_of_begun is 'Lets go only of what does not hold yet';

create function refuse_change_of_read() returns trigger language plpgsql as $$
begin
  if old.readable_since is null
    or not exists (select from content.legal_texts t where t.id = old.legal_id and t.valid_from <= now()) then
    return coalesce(new, old);
  end if;
  raise exception 'a legal text is append-only once it holds' using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_change_of_read is 'Keeps what readers of a text that holds could read; what they could not may still be written';
create trigger read_stays before update or delete on legal_words
  for each row execute function refuse_change_of_read();
create trigger all_stay before truncate on legal_words
  for each statement execute function platform.refuse_change();
