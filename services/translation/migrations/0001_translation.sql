create table terms (
  id text collate "C" primary key,
  term text not null unique,
  keep boolean not null,
  translations jsonb not null,
  note text not null
);
comment on table terms is 'The glossary: words that are always translated so, or never';
comment on column terms.keep is 'Stays as it is in every language, such as a brand';
comment on column terms.translations is 'Text per language; empty for what is kept';

create table jobs (
  kind text not null,
  locale text not null,
  state text not null check (state in ('running', 'done')),
  repeats boolean not null,
  cursor text,
  done int not null default 0,
  refused int not null default 0,
  fault text,
  attempts int not null default 0,
  due_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (kind, locale)
);
comment on table jobs is 'What a machine is to translate: a kind of text into a language, page by page';
comment on column jobs.repeats is 'Begins again when new texts are there';
comment on column jobs.cursor is 'Where the next page begins';
comment on column jobs.done is 'Texts written in this run';
comment on column jobs.refused is 'Texts whose translation could not be used: a kept term or placeholder was lost, or it was too long';
comment on column jobs.fault is 'Why the provider last failed; null while it works';
comment on column jobs.due_at is 'When it goes on; later after each failure';

create table lane (
  only_row boolean primary key default true check (only_row),
  taken_until timestamptz not null
);
insert into lane values (true, now());
comment on table lane is 'One row: all machine translation goes through one lane, so that a slow provider holds up nothing else';
