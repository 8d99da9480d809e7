create table mall (
  id text primary key check (id = 'mall'),
  name jsonb not null default '{}'
);
comment on table mall is 'What the mall is called, as content tells it: one row. Apps that show codes and devices that keep passkeys write it beside what they keep';
comment on column mall.name is 'By language; without one, the mall keeps the name it came with';
insert into mall (id) values ('mall');
