-- What is written by markets holds this row, so that it must be there before the first market is.
insert into looks (what, look) values ('markets', 0) on conflict do nothing;
