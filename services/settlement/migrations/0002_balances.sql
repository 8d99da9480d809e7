create table settlement.balances (
  account text not null,
  currency text not null,
  minor bigint not null,
  primary key (currency, account)
);
comment on table settlement.balances is 'What the entries of each account sum to, kept by the statement that books them. Facts are booked by one reader in batches, so that no checkout ever waits for a row of these';
comment on column settlement.balances.minor is 'Minor units; above zero a debit, as in ledger_entries';

insert into settlement.balances (account, currency, minor)
  select account, currency, sum(minor) from settlement.ledger_entries group by account, currency;

create function settlement.keep_balances() returns trigger language plpgsql as $$
begin
  -- In one order, so that two bookings wait for each other instead of crossing.
  insert into settlement.balances as b (account, currency, minor)
  select account, currency, sum(minor) from booked group by account, currency order by currency, account
  on conflict (currency, account) do update set minor = b.minor + excluded.minor;
  return null;
end $$;
create trigger keep_balances after insert on settlement.ledger_entries
  referencing new table as booked for each statement execute function settlement.keep_balances();
comment on function settlement.keep_balances is 'However entries come in, their balances move with them';

create or replace view inv.balances as
  select coalesce(b.account, e.account) as account, coalesce(b.currency, e.currency) as cur,
    coalesce(b.minor, 0)::bigint as minor, coalesce(e.minor, 0)::bigint as entries_minor
  from settlement.balances b
  full join (select account, currency, sum(minor) as minor from settlement.ledger_entries group by account, currency) e
    on e.account = b.account and e.currency = b.currency;
comment on view inv.balances is 'Balance of every account, debits positive; minor = entries_minor, and each cur sums to zero';

alter table settlement.balances enable row level security;
create policy own_store on settlement.balances for select to tradewind_merchant
  using (account = 'store:' || current_setting('tradewind.store_id', true));
