create table platform.idempotency_keys (
  actor text not null,
  key text not null,
  operation text not null,
  request_hash text not null,
  state text not null check (state in ('running', 'done')),
  status int,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_keys_age on platform.idempotency_keys (created_at);
comment on table platform.idempotency_keys is 'First answers of idempotent operations, kept for 24 hours';
comment on column platform.idempotency_keys.actor is 'Whose key it is: another caller''s same key is another key';
comment on column platform.idempotency_keys.key is 'Header Idempotency-Key';
comment on column platform.idempotency_keys.operation is 'Service and operation, such as orders.confirmCheckout';
comment on column platform.idempotency_keys.request_hash is 'SHA-256 of the input: the same key with another input is refused';
comment on column platform.idempotency_keys.state is 'running until the answer is known, then done';
comment on column platform.idempotency_keys.status is 'HTTP status of the answer';
comment on column platform.idempotency_keys.answer is 'Body of the answer';
