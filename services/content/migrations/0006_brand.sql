create table brand (
  id text primary key check (id = 'mall'),
  name jsonb not null default '{}',
  claim jsonb not null default '{}',
  about jsonb not null default '{}',
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  mark jsonb,
  version int not null default 1,
  updated_at timestamptz not null default now()
);
comment on table brand is 'What the mall is called and looks like: one row';
comment on column brand.name is 'By language; without one, the mall keeps the name it came with';
comment on column brand.claim is 'What the mall is in a few words, by language';
comment on column brand.about is 'One or two sentences for search engines and shared links, by language';
comment on column brand.colour is 'Of buttons and links, before it is made readable; null for the one it came with';
comment on column brand.mark is 'Picture of the name: address, width and height; null where letters do';
insert into brand (id) values ('mall');
