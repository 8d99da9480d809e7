-- Without a policy: in transactions of stores there is nothing to see.
alter table erasures enable row level security;
