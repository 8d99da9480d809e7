create table orders.invoices (
  order_id text primary key references orders.orders,
  erasure_id text not null,
  address jsonb not null,
  keep_until date not null,
  erased_at timestamptz not null default now()
);
create index invoices_until on orders.invoices (keep_until);
comment on table orders.invoices is 'Names and addresses on invoices of people who had their account erased: what tax law may ask the operator for, apart from the order, which names nobody';
comment on column orders.invoices.erasure_id is 'era_…, which owns the order in place of the person';
comment on column orders.invoices.address is 'To whom the invoice was made out, without telephone number; amounts and tax stand in the order';
comment on column orders.invoices.keep_until is 'Last day; so many years after the end of the year of payment as the operator set';
alter table orders.invoices enable row level security;
