alter table orders.orders
  add column duty_minor bigint not null default 0 check (duty_minor >= 0),
  add column due_minor bigint not null default 0 check (due_minor >= 0);
comment on column orders.orders.duty_minor is 'Duty and import fees that are charged, as the market shows prices';
comment on column orders.orders.due_minor is 'Estimate of what others ask at delivery; no part of total_minor';

alter table orders.sub_orders
  add column duty_minor bigint not null default 0 check (duty_minor >= 0),
  add column due_minor bigint not null default 0 check (due_minor >= 0),
  add column landed jsonb not null default '[]';
comment on column orders.sub_orders.duty_minor is 'Duty and import fees that are charged, as the market shows prices';
comment on column orders.sub_orders.due_minor is 'Estimate of what others ask at delivery; no part of total_minor';
comment on column orders.sub_orders.tax_minor is 'Tax of goods, shipping and duty together';
comment on column orders.sub_orders.landed is 'How the goods cross borders, frozen as quoted: rules, incoterm, importer, supplies, who collects what and when';

alter table orders.lines
  add column duty_minor bigint not null default 0 check (duty_minor >= 0),
  add column duty_tax_minor bigint not null default 0 check (duty_tax_minor >= 0);
comment on column orders.lines.duty_minor is 'Duty and import fees that are charged, without tax';
comment on column orders.lines.duty_tax_minor is 'Tax on the duty; no part of tax_minor';

alter table orders.return_lines
  add column duty_minor bigint not null default 0,
  add column duty_tax_minor bigint not null default 0;

create or replace view inv.orders as
  select id, number, status, market, currency, goods_minor, shipping_minor, tax_minor, total_minor, refunded_minor, tax_included, placed_at, paid_at,
    duty_minor, due_minor
  from orders.orders;

create or replace view inv.order_lines as
  select l.id, l.order_id, l.sub_order_id, l.store_id, l.offer_id, l.quantity, l.shipped, l.returned, l.net_minor, l.tax_minor, s.currency, s.status as sub_order_status, o.status as order_status,
    l.duty_minor, l.duty_tax_minor
  from orders.lines l join orders.sub_orders s on s.id = l.sub_order_id join orders.orders o on o.id = l.order_id;

create or replace view inv.sub_orders as
  select id, order_id, store_id, status, currency, goods_minor, shipping_net_minor, shipping_tax_minor, tax_minor, total_minor, refunded_minor,
    duty_minor, due_minor
  from orders.sub_orders;
