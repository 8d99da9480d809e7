alter table orders.lines add column declared jsonb not null default '{}';
comment on column orders.lines.declared is 'What the merchant declared of one piece when shipping it abroad: hsCode, originCountry, weightGrams, description; it precedes what the catalogue knew';
