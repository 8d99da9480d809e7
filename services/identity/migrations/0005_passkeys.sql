create table passkeys (
  id text primary key,
  user_id text not null references users on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id, created_at);
comment on table passkeys is 'WebAuthn credentials that know their bearer: they open a session by themselves, as two factors';
comment on column passkeys.credential_id is 'base64url, as the device gave it';
comment on column passkeys.public_key is 'COSE';
comment on column passkeys.counter is 'How often the device signed, 0 where it does not count; one that goes back is a copy';
comment on column passkeys.name is 'What the person calls it';

create table ceremonies (
  challenge_hash text primary key,
  user_id text references users on delete cascade,
  expires_at timestamptz not null
);
create index ceremonies_expiry on ceremonies (expires_at);
comment on table ceremonies is 'Challenges that a device signs, once';
comment on column ceremonies.user_id is 'Who adds a passkey; null for a log-in';

alter table passkeys enable row level security;
alter table ceremonies enable row level security;
