alter table markets add column currencies text[] not null default '{}';
comment on column markets.currencies is 'Currencies a buyer may choose there';
alter table offers add column priors jsonb not null default '{}';
comment on column offers.prices is 'Minor units by market, in the market''s own currency, such as {"DE": 1999}; in another that it offers under market and currency, such as {"GB EUR": 2299}';
comment on column offers.priors is 'What reduced prices are measured from, under the same keys; absent where nothing is reduced';
