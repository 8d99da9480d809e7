alter table settlement.ledger_entries drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in ('sale', 'shipping', 'tax', 'duty', 'commission', 'refund', 'commission-returned', 'stray', 'dispute', 'payout'));
