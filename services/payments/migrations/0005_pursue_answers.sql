alter table payments.dispute_answers add column next_check_at timestamptz default now() + interval '5 seconds';
update payments.dispute_answers set next_check_at = null where sent_at is not null or refusal_code is not null;
alter table payments.dispute_answers
  add check ((sent_at is null and refusal_code is null) = (next_check_at is not null));
create index dispute_answers_unsent on payments.dispute_answers (next_check_at) where next_check_at is not null;
comment on column payments.dispute_answers.next_check_at is 'When to send it again; null once the provider has taken or refused it';
comment on column payments.dispute_answers.sent_at is 'When the provider took it';
