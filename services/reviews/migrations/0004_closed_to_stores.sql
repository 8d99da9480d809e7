-- Without a policy: in transactions of stores there is nothing to see.
alter table reports enable row level security;
