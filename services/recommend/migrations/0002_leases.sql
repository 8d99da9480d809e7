alter table recommend.stale add column taken_until timestamptz;
alter table recommend.stale drop constraint stale_kind_check;
alter table recommend.stale add constraint stale_kind_check check (kind in ('item', 'similar', 'bought', 'viewed'));
update recommend.stale set kind = 'item' where kind = 'similar';
comment on table recommend.stale is 'Lists to be worked out again, and items to be read again before';
comment on column recommend.stale.taken_until is 'Being worked out by a process until then; afterwards it has died, and another may';
