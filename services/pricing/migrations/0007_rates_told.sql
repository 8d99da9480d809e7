alter table pricing.rate_feed add column told text[] not null default '{}';
comment on column pricing.rate_feed.told is 'What lists of prices were last told of: the set in force, then the currencies that are too old to sell by';
