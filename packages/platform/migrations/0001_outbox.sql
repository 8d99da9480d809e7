do $$
declare
  wanted text;
begin
  foreach wanted in array array['tradewind_merchant', 'tradewind_readonly'] loop
    if to_regrole(wanted) is null then
      execute format('create role %I nologin', wanted);
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end $$;

create schema inv;
comment on schema inv is 'Read-only views by which anyone can check that the books are right; each view comes with the service that owns its data';
grant usage on schema inv to tradewind_readonly;

create function platform.create_outbox(schema_name text) returns void language plpgsql as $$
begin
  execute format('create table %I.outbox (
    id bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    type text not null,
    key text not null,
    payload jsonb not null,
    occurred_at timestamptz not null default now()
  )', schema_name);
  execute format('create index outbox_order on %I.outbox (xid, id)', schema_name);
  execute format('comment on table %I.outbox is ''Facts of this service, written with what they tell of; read in the order (xid, id)''', schema_name);
  execute format('comment on column %I.outbox.xid is ''Writing transaction: facts below pg_snapshot_xmin(pg_current_snapshot()) are complete''', schema_name);
  execute format('comment on column %I.outbox.type is ''Versioned name of the fact, such as catalog.product-published.v1''', schema_name);
  execute format('comment on column %I.outbox.key is ''What the fact is about; facts of one key stay in order''', schema_name);
end $$;
comment on function platform.create_outbox is 'Makes the table outbox of a service; called by its first migration';

-- Rows of stores are open to merchants behind row-level security; of all other tables they may read only.
create function platform.open_to_roles(schema_name text) returns void language plpgsql as $$
declare
  protected record;
begin
  grant select on all tables in schema inv to tradewind_readonly;
  execute format('grant usage on schema %I to tradewind_merchant', schema_name);
  execute format('grant select on all tables in schema %I to tradewind_merchant', schema_name);
  execute format('grant usage on all sequences in schema %I to tradewind_merchant', schema_name);
  for protected in
    select c.relname from pg_class c
    where c.relnamespace = schema_name::regnamespace and c.relkind in ('r', 'p')
      and (c.relrowsecurity or c.relname = 'outbox')
  loop
    execute format('grant insert, update, delete on %I.%I to tradewind_merchant', schema_name, protected.relname);
  end loop;
end $$;
comment on function platform.open_to_roles is 'Grants the roles tradewind_merchant and tradewind_readonly what they may do in a schema; called after each migration';

create table platform.cursors (
  consumer text primary key,
  producer text not null,
  xid xid8 not null,
  id bigint not null
);
comment on table platform.cursors is 'How far each consumer has read each outbox; moved in the transaction of its effects';
comment on column platform.cursors.consumer is 'Service, consumer and producer, such as search.listings<catalog';
comment on column platform.cursors.producer is 'Service whose outbox is read';
comment on column platform.cursors.xid is 'Transaction of the last fact read';
comment on column platform.cursors.id is 'The last fact read within that transaction';

create table platform.dead_facts (
  id bigint generated always as identity primary key,
  consumer text not null,
  producer text not null,
  fact_id bigint not null,
  type text not null,
  key text not null,
  payload jsonb not null,
  error text not null,
  occurred_at timestamptz not null,
  failed_at timestamptz not null default now(),
  unique (consumer, fact_id)
);
comment on table platform.dead_facts is 'Facts that a consumer failed at again and again, set aside so that those behind them move on';
comment on column platform.dead_facts.fact_id is 'Number in the producer''s outbox';
comment on column platform.dead_facts.error is 'What the last attempt failed with';
