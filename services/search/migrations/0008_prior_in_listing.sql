alter table listing add column prior_minor bigint;
comment on column listing.prior_minor is 'What a reduced price is measured from, in the market''s own currency; null where nothing is reduced';
update listing l set prior_minor = (o.priors -> l.market)::bigint from offers o where o.offer_id = l.offer_id and o.priors ? l.market;
