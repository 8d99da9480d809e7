-- Rules that were set before anybody else asked for them.
insert into outbox (type, key, payload)
select 'catalog.language-rules-set.v1', 'language-rules',
  jsonb_build_object('rules', jsonb_agg(jsonb_build_object('locale', locale, 'rule', rule)))
from language_rules having count(*) > 0;
