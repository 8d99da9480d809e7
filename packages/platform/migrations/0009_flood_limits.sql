create unlogged table platform.flood_limits (
  key text primary key,
  full_at timestamptz not null
) with (fillfactor = 50);
comment on table platform.flood_limits is 'Attempts at what invites guessing or flooding, counted over all processes; unlogged, so a crash of the database forgets them';
comment on column platform.flood_limits.key is 'Keyed hash of the capability with the network or mail address: the table names nobody';
comment on column platform.flood_limits.full_at is 'When the bucket is full again: each attempt takes it further, and none is let through that would take it beyond its burst';
