-- Without a policy: in transactions of stores there is nothing to see.
alter table orders.carts enable row level security;
