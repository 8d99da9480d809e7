create sequence look_numbers;
comment on sequence look_numbers is 'Numbers of looks. Who asks another service draws one first; of two that write the same, the later look wins: it was drawn after everything the earlier one can have seen';

create table looks (
  what text collate "C" primary key,
  look bigint not null
);
comment on table looks is 'The latest look that was written of what is not an offer or a product';
comment on column looks.what is 'names, markets, store:<sto_…> or delivery:<sto_…>';

alter table products add column look bigint not null default 0;
comment on column products.look is 'The look at the catalogue that it was last written by; of a product that left the mall too';
alter table offers add column prices_look bigint not null default 0;
alter table offers add column stock_look bigint not null default 0;
comment on column offers.prices_look is 'The look at pricing that prices were last written by';
comment on column offers.stock_look is 'The look at inventory that available and ships_from were last written by';

alter table waiting add column queued bigint not null default nextval('search.look_numbers');
comment on column waiting.queued is 'Rises when it is asked for again; a look drawn later answers it';
comment on column waiting.since is 'When to take it up; whoever does puts it off for as long as that may take';
