alter table orders.carts add column former_country text;
comment on column orders.carts.former_country is 'Where the cart went before it moved to another country; null once its buyer has acted on what that changed';
