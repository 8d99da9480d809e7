select platform.add_field_marks('merchants');

-- Each field stands as the whole stood. A hash of nothing tells what changed since, or what was already behind.
with texts as (
  select m.kind, m.id, m.locale, m.status, m.by_machine, m.text_hash, m.source_hash, f.field, f.position,
    coalesce(f.words ->> m.locale, '') as text, coalesce(f.words ->> s.locale, '') as source
  from text_marks m
  join text_marks s on s.kind = m.kind and s.id = m.id and s.status = 'source'
  join stores x on x.id = m.id
  cross join lateral (values (1, 'name', x.name), (2, 'description', x.description)) as f(position, field, words)
),
wholes as (
  select kind, id, locale, text_hash = platform.hash_of_text(string_agg(text, e'\n\n' order by position)) as text_stands,
    status = 'source' or source_hash = platform.hash_of_text(string_agg(source, e'\n\n' order by position)) as source_stands
  from texts group by kind, id, locale, status, text_hash, source_hash
),
marked as (
  select t.kind, t.id, t.locale, jsonb_object_agg(t.field, jsonb_build_object('byMachine', t.by_machine,
    'textHash', case when w.text_stands then platform.hash_of_text(t.text) else '' end,
    'sourceHash', case when w.source_stands then platform.hash_of_text(t.source) else '' end)) as fields
  from texts t join wholes w on w.kind = t.kind and w.id = t.id and w.locale = t.locale
  where t.text <> '' group by t.kind, t.id, t.locale
)
update text_marks m set fields = n.fields from marked n where n.kind = m.kind and n.id = m.id and n.locale = m.locale;

-- What lacks is worse than what is behind.
update text_marks m set status = 'partial'
from text_marks s where s.kind = m.kind and s.id = m.id and s.status = 'source' and m.status = 'stale'
  and exists (select from jsonb_object_keys(s.fields) as field where not m.fields ? field);
alter table text_marks drop column text_hash, drop column source_hash;
