alter table listing add column popularity int not null default 0;
alter table listing add column facets text not null default '';
comment on column listing.popularity is 'As in products: a search looks at one row for each of thousands of hits';
comment on column listing.facets is 'The product''s facets with commas between';
update listing l set popularity = p.popularity, facets = array_to_string(p.facets, ',') from products p where p.number = l.number;
