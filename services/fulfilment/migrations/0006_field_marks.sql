select platform.add_field_marks('fulfilment');
update text_marks set fields = jsonb_build_object('name',
  jsonb_build_object('textHash', text_hash, 'sourceHash', source_hash, 'byMachine', by_machine));
alter table text_marks drop column text_hash, drop column source_hash;
