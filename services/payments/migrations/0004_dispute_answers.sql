alter table payments.disputes add column due_at timestamptz;
comment on column payments.disputes.due_at is 'Until when the provider takes an answer; null when it does not say';

create table payments.dispute_files (
  id text primary key,
  dispute_id text not null references payments.disputes,
  document jsonb not null,
  uploaded_by text not null,
  created_at timestamptz not null default now()
);
create index dispute_files_of_dispute on payments.dispute_files (dispute_id);
comment on table payments.dispute_files is 'Files that operators handed in as evidence';
comment on column payments.dispute_files.document is 'As the file storage answered it: path, name, content type, size';

create table payments.dispute_answers (
  dispute_id text primary key references payments.disputes,
  evidence text,
  file_ids text[] not null default '{}',
  answered_by text not null,
  answered_at timestamptz not null default now(),
  sent_at timestamptz,
  refusal_code text,
  check (evidence is not null or file_ids = '{}')
);
comment on table payments.dispute_answers is 'What operators answered to disputes, once each';
comment on column payments.dispute_answers.evidence is 'Null when the operator gave in';
comment on column payments.dispute_answers.sent_at is 'When the provider took it; until then a task keeps trying';
comment on column payments.dispute_answers.refusal_code is 'Why the provider would not take it; another answer may follow';
