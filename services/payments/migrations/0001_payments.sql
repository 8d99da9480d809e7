select platform.create_outbox('payments');

create table payments.payments (
  id text primary key,
  order_id text not null,
  attempt int not null check (attempt > 0),
  order_number text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  method text not null,
  provider text not null,
  return_url text not null,
  locale text not null,
  status text not null default 'created' check (status in ('created', 'pending', 'captured', 'failed', 'cancelled')),
  settling boolean not null default false,
  provider_reference text,
  page_url text,
  failure_code text,
  captured_minor bigint not null default 0 check (captured_minor >= 0),
  captured_currency text,
  created_at timestamptz not null default now(),
  captured_at timestamptz,
  next_check_at timestamptz default now() + interval '5 seconds',
  unique (order_id, attempt),
  check ((captured_minor > 0) = (captured_currency is not null)),
  check (status <> 'captured' or (captured_minor = amount_minor and captured_currency = currency)),
  check ((status in ('created', 'pending')) = (next_check_at is not null))
);
create unique index payments_at_provider on payments.payments (provider, provider_reference);
create index payments_unsettled on payments.payments (next_check_at) where next_check_at is not null;
comment on table payments.payments is 'One attempt to have an order paid by a provider';
comment on column payments.payments.order_id is 'ord_… of orders';
comment on column payments.payments.attempt is 'From 1; a further one only after the last came to nothing';
comment on column payments.payments.status is 'created: the provider has not answered yet; pending: the buyer is to act or the money to arrive; the rest is final';
comment on column payments.payments.settling is 'The buyer has done their part, the money is on its way';
comment on column payments.payments.provider_reference is 'Id at the provider; null until it first answers';
comment on column payments.payments.page_url is 'Where the buyer pays';
comment on column payments.payments.captured_minor is 'What the provider holds; differs from the amount only where status is failed for that very reason';
comment on column payments.payments.next_check_at is 'When to ask the provider next; null once final';

create function payments.keep_final() returns trigger language plpgsql as $$
begin
  if old.status = 'captured' and new.status <> 'captured' then
    raise exception 'payment % is captured for good', old.id using errcode = 'check_violation';
  end if;
  if (new.amount_minor, new.currency, new.order_id, new.attempt) is distinct from (old.amount_minor, old.currency, old.order_id, old.attempt) then
    raise exception 'payment % was asked for differently', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_final before update on payments.payments for each row execute function payments.keep_final();

create table payments.refunds (
  id text primary key,
  payment_id text not null references payments.payments,
  order_id text not null,
  key text not null,
  asked_by_us boolean not null default false,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reason text not null,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
  asking int not null default 1,
  provider_reference text,
  failure_code text,
  created_at timestamptz not null default now(),
  succeeded_at timestamptz,
  next_check_at timestamptz default now() + interval '5 seconds',
  unique (order_id, key),
  check ((status = 'pending') = (next_check_at is not null)),
  check ((status = 'succeeded') = (succeeded_at is not null))
);
create index refunds_of_payment on payments.refunds (payment_id);
create index refunds_unsettled on payments.refunds (next_check_at) where next_check_at is not null;
comment on table payments.refunds is 'Money that goes back to the buyer; the row comes before the provider is asked';
comment on column payments.refunds.key is 'Chosen by the asker: one refund each';
comment on column payments.refunds.asked_by_us is 'Gives back a capture that does not match its order; nobody asked, nobody is told';
comment on column payments.refunds.asking is 'Counts up when a refused refund is asked for again, so that the provider takes it for a new one';

create function payments.limit_refunds() returns trigger language plpgsql as $$
declare
  payment payments.payments;
  taken bigint;
begin
  -- The lock puts racing refunds of one payment in line.
  select * into payment from payments.payments where id = new.payment_id for update;
  select coalesce(sum(amount_minor), 0) into taken
    from payments.refunds where payment_id = new.payment_id and status <> 'failed' and id <> new.id;
  if new.currency is distinct from payment.captured_currency or taken + new.amount_minor > payment.captured_minor then
    raise exception 'refunds of payment % would exceed what was captured', new.payment_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger limit_refunds before insert on payments.refunds for each row execute function payments.limit_refunds();
create trigger limit_reopened before update on payments.refunds for each row
  when (old.status = 'failed' or (new.payment_id, new.amount_minor, new.currency) is distinct from (old.payment_id, old.amount_minor, old.currency))
  execute function payments.limit_refunds();

create function payments.keep_succeeded() returns trigger language plpgsql as $$
begin
  raise exception 'refund % has succeeded for good', old.id using errcode = 'check_violation';
end $$;
create trigger keep_succeeded before update on payments.refunds for each row
  when (old.status = 'succeeded' and new.status <> 'succeeded') execute function payments.keep_succeeded();

create table payments.webhooks (
  provider text not null,
  event_id text not null,
  type text not null,
  body jsonb not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  outcome text check (outcome in ('applied', 'unknown')),
  primary key (provider, event_id)
);
create index webhooks_processed on payments.webhooks (processed_at) where processed_at is not null;
comment on table payments.webhooks is 'Inbox of providers'' events, each once; processed after they are answered';
comment on column payments.webhooks.body is 'As the provider signed it';
comment on column payments.webhooks.outcome is 'unknown: about nothing of ours';

create view inv.payments as
  select id, order_id, attempt, provider, provider_reference, method, status, amount_minor, currency, captured_minor, captured_currency, failure_code, created_at, captured_at
  from payments.payments;
comment on view inv.payments is 'Payments; a captured one holds exactly what its order costs';

create view inv.refunds as
  select id, payment_id, order_id, key, status, amount_minor, currency, created_at, succeeded_at from payments.refunds;
comment on view inv.refunds is 'Refunds; those not failed never exceed what their payment captured';
