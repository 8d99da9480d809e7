create table authenticators (
  user_id text primary key references users on delete cascade,
  key_id text not null,
  secret bytea not null,
  on_since timestamptz,
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);
comment on table authenticators is 'The app of a person that shows codes (RFC 6238)';
comment on column authenticators.key_id is 'What the secret is sealed with';
comment on column authenticators.secret is 'Sealed with a key derived from the secret of the installation';
comment on column authenticators.on_since is 'When its first code came back; until then it protects nothing';
comment on column authenticators.last_step is 'Steps of 30 seconds up to which codes are used up: each is good once';

create table recovery_codes (
  user_id text not null references users on delete cascade,
  code_hash text not null,
  spent_at timestamptz,
  primary key (user_id, code_hash)
);
comment on table recovery_codes is 'Let a person in once each when their app is not at hand';
comment on column recovery_codes.code_hash is 'SHA-256 of the code, hexadecimal; being 80 random bits, it needs no slow hash';

create table challenges (
  token_hash text primary key,
  user_id text not null references users on delete cascade,
  portal text not null check (portal in ('mall', 'merchant', 'admin')),
  expires_at timestamptz not null
);
create index challenges_user on challenges (user_id);
comment on table challenges is 'Log-ins that wait for a code; a new password ends them';
comment on column challenges.token_hash is 'SHA-256 of what the browser holds, hexadecimal';

create table known_browsers (
  user_id text not null references users on delete cascade,
  browser_hash text not null,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (user_id, browser_hash)
);
create index known_browsers_age on known_browsers (last_seen_at);
comment on table known_browsers is 'Browsers a person logged in from: a log-in from another is told by mail';
comment on column known_browsers.browser_hash is 'Hash of a random cookie and the person, so that two people of one browser cannot be linked by it';

alter table sessions
  add column browser text,
  add column system text,
  add column strong boolean not null default false,
  add column confirmed_at timestamptz not null default now();
comment on column sessions.browser is 'Short name, such as Firefox, as the browser itself says; null when it says nothing';
comment on column sessions.system is 'Short name, such as Windows; null when unknown';
comment on column sessions.strong is 'Opened with two factors';
comment on column sessions.confirmed_at is 'When the person last proved who they are in it; what concerns security asks for it anew';
-- Sessions from before have proven nothing lately.
update sessions set confirmed_at = created_at;

alter table attempts drop constraint attempts_kind_check;
alter table attempts add check (kind in ('account', 'address', 'factor'));

alter table authenticators enable row level security;
alter table recovery_codes enable row level security;
alter table challenges enable row level security;
alter table known_browsers enable row level security;
