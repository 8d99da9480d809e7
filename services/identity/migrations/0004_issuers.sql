create table issuer_links (
  issuer text not null,
  subject text not null,
  user_id text not null references users on delete cascade,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject),
  unique (user_id, issuer)
);
comment on table issuer_links is 'Accounts elsewhere that a person may log in with';
comment on column issuer_links.issuer is 'Address of the OpenID Connect issuer, as its tokens name it';
comment on column issuer_links.subject is 'The person''s name there, sub of its tokens; never shown';

create table issuer_flows (
  state_hash text primary key,
  issuer_id text not null,
  browser_id text not null,
  portal text not null check (portal in ('mall', 'merchant', 'admin')),
  return_to text,
  user_id text references users on delete cascade,
  expires_at timestamptz not null
);
create index issuer_flows_expiry on issuer_flows (expires_at);
comment on table issuer_flows is 'Log-ins that went to an issuer and may come back, once, in the same browser';
comment on column issuer_flows.state_hash is 'SHA-256 of the state, hexadecimal; verifier and nonce are derived from the state';
comment on column issuer_flows.browser_id is 'Hash of the browser''s own cookie';
comment on column issuer_flows.return_to is 'Path on this site where the person wanted to go';
comment on column issuer_flows.user_id is 'Who wants to connect the account; null for a log-in';

create table link_offers (
  token_hash text primary key,
  user_id text not null references users on delete cascade,
  issuer text not null,
  subject text not null,
  expires_at timestamptz not null
);
create index link_offers_user on link_offers (user_id);
comment on table link_offers is 'Accounts elsewhere with the verified address of a person here, who connects them by their password or not at all';

alter table issuer_links enable row level security;
alter table issuer_flows enable row level security;
alter table link_offers enable row level security;
