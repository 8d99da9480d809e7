select platform.create_outbox('content');
insert into outbox (type, key, payload)
  select 'content.brand-changed.v1', id, jsonb_build_object('name', name) from brand where name <> '{}';
