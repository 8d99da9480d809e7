alter table stores add column ships_to text[];
comment on column stores.ships_to is 'Countries the store ships to, as fulfilment tells them; {*} are all, null is not known yet and looked up with the next product of the store';
