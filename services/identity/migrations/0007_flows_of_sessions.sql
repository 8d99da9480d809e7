alter table issuer_flows add column session_id text references sessions on delete cascade;
create index issuer_flows_user on issuer_flows (user_id);
comment on column issuer_flows.session_id is 'Where who connects the account is logged in: nothing is connected once it ended; null for a log-in';
-- Good for ten minutes, and of no known session.
delete from issuer_flows where user_id is not null;
alter table issuer_flows add check ((user_id is null) = (session_id is null));
