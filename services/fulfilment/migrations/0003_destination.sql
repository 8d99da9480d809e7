alter table fulfilment.shipments alter column ship_to_city drop not null;
comment on column fulfilment.shipments.ship_to_city is 'Null for a store that names only its country';
