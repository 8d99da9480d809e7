alter table settlement.ledger_transactions drop constraint ledger_transactions_kind_check,
  add constraint ledger_transactions_kind_check check (kind in ('sale', 'refund', 'stray', 'stray-refund', 'dispute', 'payout'));
alter table settlement.ledger_entries drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in ('sale', 'shipping', 'tax', 'commission', 'refund', 'commission-returned', 'stray', 'dispute', 'payout'));
comment on column settlement.ledger_entries.account is 'psp:<provider>, store:<sto_…>, revenue:commission, revenue:goods, revenue:shipping, tax:<country>, buyer:stray, buyer:disputed, expense:disputes, bank';
