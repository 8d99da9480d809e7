create table platform.tickers (
  name text primary key,
  next_at timestamptz not null
);
comment on table platform.tickers is 'Repeating work; who moves next_at on runs it, so that one process at a time does';
comment on column platform.tickers.name is 'Service and ticker, such as orders.expire';
comment on column platform.tickers.next_at is 'Database time from which the next run is due';
