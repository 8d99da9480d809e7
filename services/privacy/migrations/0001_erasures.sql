create table erasures (
  id text primary key,
  user_id text,
  keep_reviews boolean not null,
  kept jsonb not null,
  consents_hash text not null,
  asked_at timestamptz not null default now(),
  done_at timestamptz,
  check ((done_at is null) = (user_id is not null))
);
create unique index erasures_open on erasures (user_id) where user_id is not null;
comment on table erasures is 'Accounts that were erased, without names: the proof that it was done, and of what stays';
comment on column erasures.id is 'era_…; owns what stays in place of the person';
comment on column erasures.user_id is 'Whose account, until it is gone';
comment on column erasures.kept is 'Exceptions: [{what, count, until}]';
comment on column erasures.consents_hash is 'SHA-256 of the consents as they stood: who has a copy can prove what was agreed to';
