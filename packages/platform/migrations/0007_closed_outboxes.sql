-- Facts hold what no merchant may read, such as the secrets of mails: transactions of stores only add to them.
create or replace function platform.open_to_roles(schema_name text) returns void language plpgsql as $$
declare
  protected record;
begin
  grant select on all tables in schema inv to tradewind_readonly;
  execute format('grant usage on schema %I to tradewind_merchant', schema_name);
  execute format('grant select on all tables in schema %I to tradewind_merchant', schema_name);
  execute format('grant usage on all sequences in schema %I to tradewind_merchant', schema_name);
  for protected in
    select c.relname from pg_class c
    where c.relnamespace = schema_name::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
  loop
    execute format('grant insert, update, delete on %I.%I to tradewind_merchant', schema_name, protected.relname);
  end loop;
  if to_regclass(format('%I.outbox', schema_name)) is not null then
    execute format('revoke all on %I.outbox from tradewind_merchant', schema_name);
    execute format('grant insert on %I.outbox to tradewind_merchant', schema_name);
  end if;
end $$;

do $$
declare
  producer text;
begin
  for producer in
    select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = 'outbox' and c.relkind = 'r'
  loop
    perform platform.open_to_roles(producer);
  end loop;
end $$;
