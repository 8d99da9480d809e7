/** One row of the list of invariants: a query that answers what breaks it, and must answer nothing. */
export interface Invariant {
  /** Number in the list of invariants. */
  id: string
  says: string
  /** Answers a column `what` that names each violation. */
  sql: string
}

export const INVARIANTS: readonly Invariant[] = [
  {
    id: 'I1',
    says: 'Each ledger transaction sums to zero in each currency',
    sql: `select tx || ' ' || cur as what from inv.ledger group by tx, cur having sum(minor) <> 0`,
  },
  {
    id: 'I2',
    says: 'A balance is the sum of its entries, and all accounts of a currency sum to zero',
    sql: `select account || ' ' || cur as what from inv.balances where minor <> entries_minor
      union all select cur from inv.balances group by cur having sum(minor) <> 0`,
  },
  {
    id: 'I5',
    says: 'A total is goods, shipping and duty, and tax where prices hold none; nothing is negative',
    sql: `select id as what from inv.orders
      where total_minor <> goods_minor + shipping_minor + duty_minor + case when tax_included then 0 else tax_minor end
        or least(goods_minor, shipping_minor, duty_minor, due_minor, tax_minor, total_minor, refunded_minor) < 0 or refunded_minor > total_minor`,
  },
  {
    id: 'I6',
    says: 'The parts of an order make the order, and the lines of a part make the part',
    sql: `select o.id as what from inv.orders o join inv.sub_orders s on s.order_id = o.id
        group by o.id, o.goods_minor, o.tax_minor, o.duty_minor, o.due_minor, o.total_minor, o.refunded_minor
        having (sum(s.goods_minor), sum(s.tax_minor), sum(s.duty_minor), sum(s.due_minor), sum(s.total_minor), sum(s.refunded_minor))
          is distinct from (o.goods_minor, o.tax_minor, o.duty_minor, o.due_minor, o.total_minor, o.refunded_minor)
      union all
      select s.id from inv.sub_orders s join inv.order_lines l on l.sub_order_id = s.id
        group by s.id, s.total_minor, s.shipping_net_minor, s.shipping_tax_minor
        having sum(l.net_minor + l.tax_minor + l.duty_minor + l.duty_tax_minor) + s.shipping_net_minor + s.shipping_tax_minor <> s.total_minor`,
  },
  {
    id: 'I8',
    says: 'Stock is what its moves say, reserved is what is held, and neither is negative',
    sql: `select offer_id || ' ' || warehouse_id as what from inv.stock
      where on_hand <> initial + adjusted - sold + returned or reserved <> held or on_hand < 0 or reserved < 0 or reserved > on_hand`,
  },
  {
    id: 'I9',
    says: 'No more is sold than there ever was',
    sql: `select l.offer_id as what from inv.order_lines l where l.order_status in ('paid', 'completed')
        group by l.offer_id having sum(l.quantity) filter (where l.sub_order_status <> 'cancelled')
          > coalesce((select sum(s.initial + greatest(s.adjusted, 0) + s.returned) from inv.stock s where s.offer_id = l.offer_id), 0)
      union all select order_id from inv.unfilled_orders`,
  },
  {
    id: 'I10',
    says: 'Goods of an order that is over are claimed or free within a minute',
    sql: `select distinct r.order_id as what from inv.reservations r left join inv.orders o on o.id = r.order_id
      where r.state = 'held' and r.reserved_at < now() - interval '60 seconds'
        and coalesce(o.status, 'rejected') not in ('placing', 'awaiting-payment')`,
  },
  {
    id: 'I12',
    says: 'An order is captured at most once',
    sql: `select order_id as what from inv.payments where status = 'captured' group by order_id having count(*) > 1`,
  },
  {
    id: 'I13',
    says: 'Captured means paid, or given back within five minutes',
    sql: `select o.id as what from inv.orders o where o.paid_at is not null
        and not exists (select from inv.payments p where p.order_id = o.id and p.status = 'captured')
      union all
      select p.order_id from inv.payments p join inv.orders o on o.id = p.order_id
        where p.status = 'captured' and o.paid_at is null and p.captured_at < now() - interval '5 minutes'
          and not exists (select from inv.refunds r where r.order_id = p.order_id and r.status = 'succeeded')`,
  },
  {
    id: 'I14',
    says: 'What was captured is the order’s amount in its currency',
    sql: `select p.order_id as what from inv.payments p join inv.orders o on o.id = p.order_id
      where p.status = 'captured' and (p.captured_minor, p.captured_currency) is distinct from (o.total_minor, o.currency)`,
  },
  {
    id: 'I15',
    says: 'Refunds never pass what was captured',
    sql: `select p.id as what from inv.payments p join inv.refunds r on r.payment_id = p.id and r.status <> 'failed'
      group by p.id, p.captured_minor having sum(r.amount_minor) > p.captured_minor`,
  },
  {
    id: 'I23',
    says: 'The ledger holds at the provider what was captured less what was refunded or taken back by a bank',
    sql: `with books as (select order_id, sum(minor) as minor from inv.ledger where account like 'psp:%' group by order_id),
      provider as (select p.order_id, sum(p.captured_minor) - coalesce((select sum(r.amount_minor) from inv.refunds r where r.order_id = p.order_id and r.status = 'succeeded'), 0)
          - coalesce((select sum(d.amount_minor) from inv.disputes d where d.order_id = p.order_id and d.status <> 'won'), 0) as minor
        from inv.payments p where p.status = 'captured' and p.captured_at < now() - interval '60 seconds' group by p.order_id)
      select order_id as what from provider left join books using (order_id)
      where coalesce(books.minor, 0) <> provider.minor
        and not exists (select from inv.refunds r where r.order_id = provider.order_id and r.succeeded_at > now() - interval '60 seconds')
        and not exists (select from inv.disputes d where d.order_id = provider.order_id and coalesce(d.closed_at, d.opened_at) > now() - interval '60 seconds')`,
  },
  {
    id: 'I24',
    says: 'A statement is its ledger entries and what was carried over, and is paid at most once',
    sql: `select id as what from inv.settlements
      where payable_minor <> entries_minor + carried_over_minor or paid_minor not in (0, greatest(payable_minor, 0))`,
  },
  {
    id: 'I29',
    says: 'The audit chain is intact',
    sql: `select id::text as what from inv.audit where not intact`,
  },
]
