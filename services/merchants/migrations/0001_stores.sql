select platform.create_outbox('merchants');

create table applications (
  id text primary key,
  applicant_id text not null,
  company_name text not null,
  country text not null,
  registration_number text not null,
  tax_number text,
  contact_name text not null,
  phone text not null,
  store_name text not null,
  currency text not null,
  documents text[] not null,
  status text not null default 'submitted' check (status in ('submitted', 'approved', 'rejected')),
  reason text,
  store_id text,
  submitted_at timestamptz not null default now(),
  decided_at timestamptz,
  version int not null default 1,
  check ((status = 'submitted') = (decided_at is null)),
  check ((status = 'approved') = (store_id is not null))
);
create index applications_applicant on applications (applicant_id, id);
create index applications_status on applications (status, id);
create unique index applications_waiting on applications (applicant_id) where status = 'submitted';
comment on table applications is 'Companies that ask to sell; one waiting application of a person at a time';
comment on column applications.applicant_id is 'usr_… of identity';
comment on column applications.documents is 'fil_… of uploaded papers';
comment on column applications.reason is 'What the applicant is told when declined';
comment on column applications.store_id is 'The store that was opened for it';
comment on column applications.version is 'Rises with each change; the ETag';

create table stores (
  id text primary key,
  slug text not null unique,
  name jsonb not null,
  description jsonb not null,
  country text not null,
  currency text not null,
  status text not null default 'open' check (status in ('open', 'suspended')),
  owner_id text,
  opened_at timestamptz not null default now(),
  version int not null default 1
);
create index stores_open on stores (slug) where status = 'open';
comment on table stores is 'Sellers of the mall, the house''s own store among them';
comment on column stores.slug is 'Part of the address of its page; never changes';
comment on column stores.name is 'Text per language';
comment on column stores.description is 'Text per language';
comment on column stores.country is 'Where it ships from unless a warehouse says otherwise, ISO 3166-1 alpha-2';
comment on column stores.currency is 'What it is paid in, ISO 4217';
comment on column stores.status is 'Goods of a suspended store are off sale';
comment on column stores.owner_id is 'usr_… who opened it; null for the house''s own';
comment on column stores.version is 'Rises with each change; the ETag';

create table contracts (
  store_id text not null references stores,
  valid_from timestamptz not null default clock_timestamp(),
  id text not null unique,
  business_model text not null check (business_model in ('own', 'consignment', 'outright', 'recruited')),
  commission_basis_points int not null check (commission_basis_points between 0 and 10000),
  settlement_period text not null check (settlement_period in ('weekly', 'monthly')),
  primary key (store_id, valid_from)
);
comment on table contracts is 'Terms of a store, append-only: the latest row holds, orders keep the one they were placed under';
comment on column contracts.valid_from is 'In force until the next row of the store';
comment on column contracts.business_model is 'own: the house sells; consignment and outright: suppliers'' goods; recruited: a merchant sells for commission';
comment on column contracts.commission_basis_points is 'Share of the house in hundredths of a percent';

create trigger append_only before update or delete or truncate on contracts
  for each statement execute function platform.refuse_change();

alter table stores enable row level security;
create policy own_store on stores for select to tradewind_merchant
  using (id = current_setting('tradewind.store_id', true));
create policy own_store_texts on stores for update to tradewind_merchant
  using (id = current_setting('tradewind.store_id', true));
alter table contracts enable row level security;
create policy own_store on contracts for select to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
-- An application is the applicant's and the house's; no store reads it.
alter table applications enable row level security;
