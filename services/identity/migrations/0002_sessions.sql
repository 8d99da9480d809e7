create table sessions (
  id text primary key,
  user_id text not null references users on delete cascade,
  portal text not null check (portal in ('mall', 'merchant', 'admin')),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_user on sessions (user_id, created_at);
create index sessions_expiry on sessions (expires_at);
comment on table sessions is 'One log-in to one portal';
comment on column sessions.portal is 'What the session is good for: mall, merchant or admin';
comment on column sessions.last_seen_at is 'Right to five minutes';
comment on column sessions.ended_at is 'By log-out, revocation, a new password, or a refresh token that was used twice';

create table refresh_tokens (
  token_hash text primary key,
  session_id text not null references sessions on delete cascade,
  created_at timestamptz not null default now(),
  spent_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);
comment on table refresh_tokens is 'Tokens of a session: the unspent one is good, a spent one that comes again ends the session';
comment on column refresh_tokens.token_hash is 'SHA-256 of the token, hexadecimal';

create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  private_key text not null,
  created_at timestamptz not null default now()
);
comment on table signing_keys is 'Ed25519 keys of the access tokens; the newest signs';
comment on column signing_keys.kid is 'RFC 7638 thumbprint';
comment on column signing_keys.private_key is 'JWK, encrypted with a key derived from the secret of the installation';

create table one_time_tokens (
  token_hash text primary key,
  purpose text not null check (purpose in ('reset', 'setup')),
  user_id text references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  spent_at timestamptz,
  check ((purpose = 'setup') = (user_id is null))
);
create index one_time_tokens_user on one_time_tokens (user_id);
comment on table one_time_tokens is 'Tokens that do one thing once: choose a new password, or create the first operator';
comment on column one_time_tokens.token_hash is 'SHA-256 of the token, hexadecimal';

create table attempts (
  kind text not null check (kind in ('account', 'address')),
  subject text not null,
  failures int not null,
  blocked_until timestamptz not null,
  last_at timestamptz not null,
  primary key (kind, subject)
);
create index attempts_age on attempts (last_at);
comment on table attempts is 'Wrong log-ins, counted by account tried and by network address';
comment on column attempts.subject is 'Keyed hash of the mail or network address: the table names nobody';
comment on column attempts.failures is 'Counted before the password is checked and taken back when it was right, so that many at once do not slip through';
comment on column attempts.blocked_until is 'No attempt is looked at before this time';

alter table sessions enable row level security;
alter table refresh_tokens enable row level security;
alter table signing_keys enable row level security;
alter table one_time_tokens enable row level security;
alter table attempts enable row level security;
