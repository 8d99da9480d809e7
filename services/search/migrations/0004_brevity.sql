alter table documents add column brevity real not null default 0.25;
comment on column documents.brevity is 'One by the logarithm of the length of the name: of two names that hold the words of a query, the shorter says more';
insert into waiting (product_id) select product_id from products where published on conflict do nothing;
