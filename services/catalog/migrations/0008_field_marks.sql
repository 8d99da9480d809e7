alter table product_texts add column fields jsonb not null default '{}';
comment on column product_texts.fields is 'By field that is written: sourceHash of the wording of the source it was made from, byMachine';
comment on column product_texts.by_machine is 'Some of it was written by a machine and confirmed by nobody';
comment on column product_texts.status is 'source: written first; partial: some of it lacks; stale: the source of some of it has changed since; current: made from the source as it is';

-- Each field stands as the whole stood; a hash of nothing tells what was already behind. What lacks is worse than that.
update product_texts t set
  fields = (
    select jsonb_object_agg(f.field, jsonb_build_object('byMachine', t.by_machine,
      'sourceHash', case when t.status = 'stale' then '' else platform.hash_of_text(f.source) end))
    from (values ('name', t.name, s.name), ('description', t.description, s.description)) as f(field, text, source)
    where f.text <> ''),
  status = case when t.status = 'stale' and ((s.name <> '' and t.name = '') or (s.description <> '' and t.description = ''))
    then 'partial' else t.status end
from product_texts s
where s.product_id = t.product_id and s.status = 'source' and (t.name <> '' or t.description <> '');
alter table product_texts drop column source_hash;
