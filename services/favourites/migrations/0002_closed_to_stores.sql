-- Without a policy: in transactions of stores there is nothing to see.
alter table kept enable row level security;
alter table follows enable row level security;
alter table letters enable row level security;
