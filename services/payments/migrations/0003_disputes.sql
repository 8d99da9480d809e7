create table payments.disputes (
  id text primary key,
  payment_id text not null references payments.payments,
  order_id text not null,
  provider text not null,
  provider_reference text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  status text not null check (status in ('open', 'won', 'lost')),
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (provider, provider_reference),
  check ((status = 'open') = (closed_at is null))
);
create index disputes_of_payment on payments.disputes (payment_id);
comment on table payments.disputes is 'Money that buyers'' banks took back from a captured payment';
comment on column payments.disputes.status is 'open: gone, and contested; won: back with us; lost: gone for good';
comment on column payments.disputes.reason is 'The bank''s, as the provider words it';
comment on column payments.disputes.opened_at is 'When we learnt of it';

create function payments.keep_closed() returns trigger language plpgsql as $$
begin
  raise exception 'dispute % is closed for good', old.id using errcode = 'check_violation';
end $$;
create trigger keep_closed before update on payments.disputes for each row
  when (old.status <> 'open' and new.status <> old.status) execute function payments.keep_closed();

create view inv.disputes as
  select id, payment_id, order_id, provider, provider_reference, status, amount_minor, currency, opened_at, closed_at
  from payments.disputes;
comment on view inv.disputes is 'Disputes; what is not won is no longer at the provider';
