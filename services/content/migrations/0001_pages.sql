create table pages (
  slug text primary key,
  blocks jsonb not null,
  version int not null default 1,
  updated_at timestamptz not null default now()
);
comment on table pages is 'Pages that editors compose of blocks';
comment on column pages.slug is 'Part of the page''s address; home is the first page of the mall';
comment on column pages.blocks is 'In the order shown, with all languages, in the shape of the contract''s Block';
comment on column pages.version is 'Rises with each change; the ETag';

-- A mall that starts without a demo has a home page to edit.
insert into pages (slug, blocks) values ('home', '[]');
