alter table recommend.purchases add column previous_on date;
comment on column recommend.purchases.previous_on is 'Day on which the same buyer had last paid for this product, within thirty days before; null is the first time';
comment on table recommend.purchases is 'What was bought together, for a year; whose order it was is not kept, only whether its buyer had bought the same shortly before';
