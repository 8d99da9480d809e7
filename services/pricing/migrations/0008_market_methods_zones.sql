alter table pricing.markets add column payment_methods text[] check (cardinality(payment_methods) between 1 and 20);
comment on column pricing.markets.payment_methods is 'Codes of ways to pay in the order a buyer sees them; null for whatever the provider offers';
alter table pricing.markets add column zones jsonb not null default '[]';
comment on column pricing.markets.zones is 'Parts that stores ship to alike: [{"code": "north", "name": {"en": "The north"}, "countries": ["SE"]}], no country in two';
