alter table fulfilment.methods add column assumed_grams int check (assumed_grams between 1 and 1000000);
update fulfilment.methods m set assumed_grams = (
  select greatest(1, least(1000, min(zone.heaviest))) from (
    select max(s.up_to_grams) as heaviest from fulfilment.steps s
    where s.method_id = m.id group by s.zone_position) zone);
alter table fulfilment.methods alter column assumed_grams set not null;
comment on column fulfilment.methods.assumed_grams is
  'What a piece of goods of unknown weight counts for; no more than the last step of any zone, so that it ships';
