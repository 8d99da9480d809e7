create function platform.create_human_languages(schema_name text) returns void language plpgsql as $$
begin
  execute format('create table %I.human_languages (locale text primary key)', schema_name);
  execute format('comment on table %I.human_languages is ''Languages in which readers get only what people wrote or confirmed, as the catalogue says''', schema_name);
end $$;
comment on function platform.create_human_languages is 'Makes the table human_languages of a service that has text_marks';
