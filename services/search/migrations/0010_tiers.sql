alter table offers add column tiers jsonb not null default '{}';
comment on column offers.tiers is 'Prices of larger quantities, under the keys of prices: {"DE": [[3, 1190], [10, 990]]} are 11.90 each from three pieces and 9.90 from ten; absent where there are none';
