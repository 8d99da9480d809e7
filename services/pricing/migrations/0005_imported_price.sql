alter table pricing.prices add column imported_minor bigint;
comment on column pricing.prices.imported_minor is
  'Minor units that an import gave; where it is null or differs from minor the store has set its own price, which no later import changes';
