-- What goods are narrowed by stands among their words, so that no hit is cut off before it was held against the choice.
drop index documents_vector;
update documents d set vector = d.vector || array_to_tsvector(
    array(select '=' || facet from unnest(p.facets) facet)
    || array(select '@' || s.key from shelves s where s.shelf = any(p.shelves) and s.key like 'sto\_%')
    || array(select '~' || tag from unnest(p.tags) tag)
    || array(select '!' || locale from unnest(p.hidden_in) locale))
  from products p where p.number = d.number;
create index documents_vector on documents using gin (vector);
comment on column documents.vector is 'What is searched: all lexemes, those of the description too, without places. They begin with the mark of their language, codes with #; and what goods are narrowed by: facets with =, stores with @, tags with ~, languages in which they are hidden with !';
