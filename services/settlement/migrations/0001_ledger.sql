select platform.create_outbox('settlement');

create table settlement.ledger_transactions (
  id text primary key,
  source text not null unique,
  kind text not null check (kind in ('sale', 'refund', 'stray', 'stray-refund', 'payout')),
  order_id text,
  at timestamptz not null,
  booked_at timestamptz not null default now()
);
create index ledger_transactions_of_order on settlement.ledger_transactions (order_id);
comment on table settlement.ledger_transactions is 'What moved money, append-only; the entries of one sum to zero in each currency';
comment on column settlement.ledger_transactions.source is 'What it was booked for, such as sale:ord_…: booked once';
comment on column settlement.ledger_transactions.at is 'When it happened; decides the period it is settled in';
comment on column settlement.ledger_transactions.booked_at is 'When the ledger learnt of it';

create table settlement.ledger_entries (
  id bigint generated always as identity primary key,
  transaction_id text not null references settlement.ledger_transactions,
  account text not null check (account ~ '^[a-z]+:?[A-Za-z0-9_:-]*$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  minor bigint not null check (minor <> 0),
  kind text not null check (kind in ('sale', 'shipping', 'tax', 'commission', 'refund', 'commission-returned', 'stray', 'payout')),
  store_id text,
  sub_order_id text,
  line_id text,
  commission_basis_points int,
  check (coalesce(account = 'store:' || store_id, account not like 'store:%'))
);
create index ledger_entries_of_transaction on settlement.ledger_entries (transaction_id);
create index ledger_entries_of_account on settlement.ledger_entries (account, id desc);
comment on table settlement.ledger_entries is 'Double entries, append-only: debits positive, credits negative';
comment on column settlement.ledger_entries.account is 'psp:<provider>, store:<sto_…>, revenue:commission, revenue:goods, revenue:shipping, tax:<country>, buyer:stray, bank';
comment on column settlement.ledger_entries.minor is 'Minor units; above zero a debit (we have more or owe less), below zero a credit (we owe more or have earned)';
comment on column settlement.ledger_entries.store_id is 'Of entries on a store''s account';
comment on column settlement.ledger_entries.commission_basis_points is 'Rate frozen at the sale, hundredths of a percent';

create trigger append_only before update or delete or truncate on settlement.ledger_transactions
  for each statement execute function platform.refuse_change();
create trigger append_only before update or delete or truncate on settlement.ledger_entries
  for each statement execute function platform.refuse_change();

create function settlement.assert_balanced() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select transaction_id, currency into wrong
    from booked group by transaction_id, currency having sum(minor) <> 0 limit 1;
  if found then
    raise exception 'ledger transaction % does not sum to zero in %', wrong.transaction_id, wrong.currency using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger assert_balanced after insert on settlement.ledger_entries
  referencing new table as booked for each statement execute function settlement.assert_balanced();
comment on function settlement.assert_balanced is 'Whatever one statement books sums to zero per transaction and currency, so a transaction is booked whole or not at all';

create table settlement.sales (
  order_id text primary key,
  number text not null,
  paid_at timestamptz not null
);
comment on table settlement.sales is 'Orders that were paid, for the numbers that people know them by';

create table settlement.sale_lines (
  store_id text not null,
  line_id text not null unique,
  net_minor bigint not null check (net_minor >= 0),
  commission_minor bigint not null check (commission_minor between 0 and net_minor),
  returned_net_minor bigint not null default 0 check (returned_net_minor >= 0),
  primary key (store_id, line_id)
);
comment on table settlement.sale_lines is 'Lines that were sold for stores, with how much has come back: the commission goes back in the same proportion, exactly';
comment on column settlement.sale_lines.commission_minor is 'At the rate frozen in the sale';

create table settlement.statements (
  store_id text not null,
  id text not null unique,
  number text not null unique,
  currency text not null,
  period_start date not null,
  period_end date not null,
  status text not null default 'open' check (status in ('open', 'approved', 'paid')),
  goods_minor bigint not null,
  shipping_minor bigint not null,
  tax_minor bigint not null,
  commission_minor bigint not null,
  refunds_minor bigint not null,
  commission_returned_minor bigint not null,
  carried_over_minor bigint not null check (carried_over_minor <= 0),
  payable_minor bigint not null,
  order_count int not null,
  carried_into text references settlement.statements (id),
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (store_id, id),
  check (period_start <= period_end),
  check (payable_minor = goods_minor + shipping_minor - tax_minor - commission_minor - refunds_minor + commission_returned_minor + carried_over_minor),
  check (carried_into is null or (payable_minor < 0 and status = 'paid'))
);
create index statements_to_carry on settlement.statements (store_id, currency) where payable_minor < 0 and carried_into is null;
create index statements_by_status on settlement.statements (status, id desc);
create sequence settlement.statement_numbers start 100001;
comment on table settlement.statements is 'What a period came to for one store and currency; its figures are the sums of its postings and never change';
comment on column settlement.statements.goods_minor is 'Goods sold, tax included where the price held it';
comment on column settlement.statements.tax_minor is 'Tax that the platform remits for these sales, less what refunds gave back';
comment on column settlement.statements.carried_over_minor is 'What earlier statements left owing to the platform, zero or less';
comment on column settlement.statements.status is 'paid: nothing is left of it, because it was paid out or carried over';
comment on column settlement.statements.carried_into is 'The later statement that a negative one was carried into';

create table settlement.postings (
  store_id text not null,
  transaction_id text not null references settlement.ledger_transactions,
  currency text not null,
  at timestamptz not null,
  statement_id text references settlement.statements (id),
  primary key (store_id, transaction_id)
);
create index postings_open on settlement.postings (store_id, currency, at) where statement_id is null;
create index postings_of_statement on settlement.postings (statement_id) where statement_id is not null;
comment on table settlement.postings is 'One store''s part of a ledger transaction, settled in one statement: having one column for it, it cannot be in two';

create table settlement.payouts (
  store_id text not null,
  id text not null unique,
  statement_id text not null unique references settlement.statements (id),
  currency text not null,
  minor bigint not null check (minor > 0),
  reference text not null,
  paid_at timestamptz not null default now(),
  primary key (store_id, id)
);
comment on table settlement.payouts is 'Statements that the bank paid, each once';
comment on column settlement.payouts.reference is 'The bank''s';

do $$
declare
  protected text;
begin
  foreach protected in array array['ledger_entries', 'sale_lines', 'statements', 'postings', 'payouts'] loop
    execute format('alter table settlement.%I enable row level security', protected);
    execute format('create policy own_store on settlement.%I for select to tradewind_merchant using (store_id = current_setting(''tradewind.store_id'', true))', protected);
  end loop;
end $$;

create view inv.ledger as
  select e.id, e.transaction_id as tx, t.kind as tx_kind, t.source, e.account, e.currency as cur, e.minor, e.kind, e.store_id, t.order_id, e.sub_order_id, e.line_id, p.statement_id, t.at, t.booked_at
  from settlement.ledger_entries e
  join settlement.ledger_transactions t on t.id = e.transaction_id
  left join settlement.postings p on p.store_id = e.store_id and p.transaction_id = e.transaction_id;
comment on view inv.ledger is 'Every ledger entry, debits positive; each tx sums to zero per cur';

create view inv.balances as
  select account, currency as cur, sum(minor)::bigint as minor from settlement.ledger_entries group by account, currency;
comment on view inv.balances is 'Balance of every account, debits positive; each cur sums to zero';

create view inv.settlements as
  select s.id, s.number, s.store_id, s.currency as cur, s.period_start, s.period_end, s.status, s.goods_minor, s.shipping_minor, s.tax_minor, s.commission_minor,
    s.refunds_minor, s.commission_returned_minor, s.carried_over_minor, s.payable_minor, s.carried_into,
    -coalesce((select sum(e.minor) from settlement.postings p join settlement.ledger_entries e on e.transaction_id = p.transaction_id and e.store_id = p.store_id
      where p.statement_id = s.id and e.kind <> 'payout'), 0)::bigint as entries_minor,
    coalesce((select sum(o.minor) from settlement.payouts o where o.statement_id = s.id), 0)::bigint as paid_minor
  from settlement.statements s;
comment on view inv.settlements is 'Statements; payable_minor = entries_minor + carried_over_minor';
