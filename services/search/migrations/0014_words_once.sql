-- A brand or model stands in texts of all languages: to compare it once for each of them made corrections slow.
create table words (
  word text collate "C" primary key,
  locales text[] not null
);
insert into words select word, array_agg(locale order by locale) from vocabulary group by word;
drop table vocabulary;
alter table words rename to vocabulary;
alter index words_pkey rename to vocabulary_pkey;
create index vocabulary_similar on vocabulary using gin (word gin_trgm_ops);
comment on table vocabulary is 'Words that occur, by which misspelt queries are corrected; a word that has gone does no harm';
comment on column vocabulary.locales is 'Languages in whose texts it occurs';
