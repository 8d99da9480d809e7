alter table translation.jobs drop constraint jobs_state_check;
alter table translation.jobs add constraint jobs_state_check check (state in ('running', 'done', 'stopped'));

alter table translation.lane add column holder text;
comment on column translation.lane.holder is 'Token of who has taken it; only they may keep it or leave it';

create table translation.refusals (
  kind text collate "C" not null,
  locale text not null,
  id text collate "C" not null,
  source_hash text not null,
  primary key (kind, locale, id)
);
comment on table translation.refusals is 'Texts whose translation could not be used: not asked for again until the source changes or somebody starts the machine anew';
comment on column translation.refusals.source_hash is 'Hash of the wording of the source that was asked for';
