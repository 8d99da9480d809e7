create table platform.audit (
  id bigint primary key,
  at timestamptz not null,
  actor text not null,
  role text not null,
  operation text not null,
  target text,
  detail jsonb not null,
  previous_hash text not null,
  hash text not null
);
comment on table platform.audit is 'What privileged callers did, one row for each write, append-only; each row seals the one before it';
comment on column platform.audit.id is 'Without gaps from 1';
comment on column platform.audit.actor is 'Who: usr_… of a person, or the name of a service';
comment on column platform.audit.role is 'As what: merchant, operator or system';
comment on column platform.audit.operation is 'Service and operation, such as merchants.approve';
comment on column platform.audit.target is 'Id of the thing it was done to';
comment on column platform.audit.detail is 'What was asked for, without secrets';
comment on column platform.audit.previous_hash is 'Hash of the row before; empty for the first';
comment on column platform.audit.hash is 'SHA-256 of previous_hash and all of this row, see platform.audit_hash';

create function platform.audit_hash(a platform.audit) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(
    a.previous_hash, a.id, extract(epoch from a.at), a.actor, a.role, a.operation, a.target, a.detail
  )::text, 'UTF8')), 'hex')
$$;
comment on function platform.audit_hash is 'The seal that a row of audit must carry';

create function platform.seal_audit() returns trigger language plpgsql security definer set search_path = platform as $$
declare
  last platform.audit;
begin
  -- One writer at a time until commit: a chain has no branches.
  perform pg_advisory_xact_lock(7239402);
  select * into last from platform.audit order by id desc limit 1;
  new.id := coalesce(last.id, 0) + 1;
  new.at := clock_timestamp();
  new.detail := coalesce(new.detail, '{}');
  new.previous_hash := coalesce(last.hash, '');
  new.hash := platform.audit_hash(new);
  return new;
end $$;

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
comment on function platform.refuse_change is 'For triggers of append-only tables';

create trigger seal before insert on platform.audit for each row execute function platform.seal_audit();
create trigger append_only before update or delete or truncate on platform.audit for each statement execute function platform.refuse_change();

create view inv.audit as
  select a.id, a.at, a.actor, a.role, a.operation, a.target, a.previous_hash, a.hash,
    a.hash = platform.audit_hash(a) and a.previous_hash = coalesce(lag(a.hash) over chain, '')
      and a.id = coalesce(lag(a.id) over chain, 0) + 1 as intact
  from platform.audit a
  window chain as (order by a.id);
comment on view inv.audit is 'The audit chain; a row with intact = false was altered, or one before it was taken out or put in';

grant select on inv.audit to tradewind_readonly;
grant usage on schema platform to tradewind_merchant;
grant insert on platform.audit to tradewind_merchant;
