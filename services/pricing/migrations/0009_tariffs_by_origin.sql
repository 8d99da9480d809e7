alter table pricing.tariffs
  add column origin_group text not null default '' check (origin_group ~ '^([a-z][a-z0-9-]{1,39})?$'),
  add column origins text[] check (cardinality(origins) > 0),
  add column condition text,
  add constraint tariffs_of_origins check ((origin_group = '') = (origins is null)),
  add constraint tariffs_condition check (condition is null or origins is not null),
  drop constraint tariffs_pkey,
  add primary key (jurisdiction, kind, hs_prefix, origin_group, valid_from);
comment on table pricing.tariffs is 'Rates by code of the goods; those for their origin precede the general ones, and of either the longest code that fits decides';
comment on column pricing.tariffs.origin_group is 'Agreement or group of countries that the rate is for, such as eu-japan-epa; empty for the general rate';
comment on column pricing.tariffs.origins is 'Only goods made in these countries; null for the general rate';
comment on column pricing.tariffs.condition is 'What must be proven beside the origin, such as by a statement on origin';
