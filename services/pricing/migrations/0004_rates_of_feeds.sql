alter table pricing.rate_sets add column manual boolean not null default true;
comment on column pricing.rate_sets.manual is 'Written by a person or a loader of demos; false for sets read from a central bank';
alter table pricing.rates
  add column date date,
  add column source text,
  add column manual boolean;
comment on column pricing.rates.date is 'Day of a rate that was kept from an earlier set; null for that of its set, as for source and manual';

create table pricing.rate_feed (
  only_row boolean primary key default true check (only_row),
  tried_at timestamptz,
  taken_at timestamptz,
  problem text,
  held jsonb not null default '[]'
);
insert into pricing.rate_feed default values;
comment on table pricing.rate_feed is 'One row: how reading the central bank''s rates went last';
comment on column pricing.rate_feed.taken_at is 'When it last answered something sensible, new or known';
comment on column pricing.rate_feed.problem is 'Text key of what went wrong last; null when nothing did';
comment on column pricing.rate_feed.held is 'Rates of the last set that were not believed, such as [{"currency": "USD", "rate": "11.72"}]';
