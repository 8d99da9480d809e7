create table legal_texts (
  id text primary key,
  kind text not null check (kind in ('imprint', 'terms', 'withdrawal', 'privacy')),
  market text,
  title jsonb not null,
  body jsonb not null,
  valid_from timestamptz not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  unique nulls not distinct (kind, market, valid_from)
);
comment on table legal_texts is
  'Versions of what the law wants said; of a market holds the newest begun of its own, else the newest begun of those for all markets';
comment on column legal_texts.market is 'Market code; null for all markets that have none of their own';
comment on column legal_texts.title is 'Per language, in the same languages as the body';
comment on column legal_texts.body is 'Per language: lines of plain text, `# ` before a heading, `- ` before an entry of a list';
comment on column legal_texts.valid_from is 'From then on it holds, until the next begins';
comment on column legal_texts.created_by is 'The operator, or the service that loaded a first version';

-- Orders keep no copy: what was agreed is read here by the moment they were placed.
create function refuse_change_of_begun() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.valid_from > now() then return old; end if;
  raise exception 'a legal text is append-only once it holds' using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_change_of_begun is 'Lets go only of what does not hold yet';
create trigger begun_stays before update or delete on legal_texts
  for each row execute function refuse_change_of_begun();
create trigger all_stay before truncate on legal_texts
  for each statement execute function platform.refuse_change();
