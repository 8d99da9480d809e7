-- Without a policy: in transactions of stores there is nothing to see.
alter table viewers enable row level security;
alter table views enable row level security;
