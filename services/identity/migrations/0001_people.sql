select platform.create_outbox('identity');

create table users (
  id text primary key,
  email text not null unique,
  name text not null,
  locale text not null,
  operator boolean not null default false,
  demo boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table users is 'People: buyers, merchants'' staff and operators alike';
comment on column users.email is 'In lower case; what people log in with';
comment on column users.locale is 'Language of mails to the person, BCP 47';
comment on column users.operator is 'Works for the house: may begin sessions of the admin portal';
comment on column users.demo is 'Came with the demo, its password is public: refused when the server is reachable from other machines';
comment on column users.version is 'Rises with each change by the person; the ETag';

create table credentials (
  user_id text primary key references users on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null default now()
);
comment on table credentials is 'Passwords, apart from the people, so that no reading of people carries them along';
comment on column credentials.password_hash is 'salt:key in hexadecimal, scrypt N=16384 r=16 p=1, as better-auth writes it';

create table store_members (
  store_id text not null,
  user_id text not null references users on delete cascade,
  role text not null check (role in ('owner', 'staff')),
  granted_at timestamptz not null default now(),
  primary key (store_id, user_id)
);
create index store_members_user on store_members (user_id, granted_at, store_id);
comment on table store_members is 'Who works for which store; what a role may do stands in the contract';
comment on column store_members.granted_at is 'The earliest store of a person is the one their merchant sessions act for';

create table addresses (
  id text primary key,
  user_id text not null references users on delete cascade,
  address jsonb not null,
  is_default boolean not null,
  created_at timestamptz not null default now()
);
create index addresses_user on addresses (user_id, id);
create unique index addresses_default on addresses (user_id) where is_default;
comment on table addresses is 'Address book of a person';
comment on column addresses.address is 'Components, in the shape of the contract''s AddressSchema';
comment on column addresses.is_default is 'Offered first at the checkout; at most one of a person';

-- Rows of people are for identity alone: with row-level security and no policy, other roles see none of them.
alter table users enable row level security;
alter table credentials enable row level security;
alter table addresses enable row level security;
alter table store_members enable row level security;
create policy own_store on store_members for select to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
