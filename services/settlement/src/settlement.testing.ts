import { newId } from '@tradewind/kernel'
import { merchantsService } from '@tradewind/merchants/service'
import { orderPaid, saleRefunded } from '@tradewind/orders/events'
import type { EventType, PayloadOf } from '@tradewind/platform/contract'
import { defineService } from '@tradewind/platform/service'
import { testHost } from '@tradewind/platform/testing'
import { sql } from 'kysely'
import { refundOf } from './ledger/posting.testing.ts'
import type { Refunded } from './ledger/refund.rules.ts'
import type { Sale } from './ledger/sale.rules.ts'
import { settlementService } from './service.ts'
import type { SettlementTables } from './tables.ts'

type Part = Sale['parts'][number]

/** Tells facts, each under its order. */
type Saying = <E extends EventType>(
  event: E,
  facts: readonly (PayloadOf<E> & { orderId: string })[],
) => Promise<void>

/** Tells facts through the real outbox of orders, in its place. */
function voiceOfOrders() {
  let say: Saying = () => Promise.reject(new Error('nobody is listening yet'))
  const service = defineService({
    name: 'orders',
    contract: {},
    uses: {},
    migrations: new URL('../../orders/migrations/', import.meta.url),
    create({ database, emitAll }) {
      say = (event, facts) =>
        database<never>()
          .transaction()
          .execute((tx) =>
            emitAll(
              tx,
              event,
              facts.map((payload) => ({ key: payload.orderId, payload })),
            ),
          )
      return { operations: {} }
    },
  })
  return { service, say: ((event, facts) => say(event, facts)) as Saying }
}

export const eur = (minor: number) => ({ minor, currency: 'EUR' })

/** One store's part of an order: a line of so many pieces, tax on top, and shipping. */
export function partOf(storeId: string, over: Partial<PartTerms> = {}): Part {
  const terms = { ...STANDARD, ...over }
  const { currency, netMinor, taxMinor, shippingNetMinor, shippingTaxMinor } = terms
  const money = (minor: number) => ({ minor, currency })
  return {
    subOrderId: newId('sub'),
    storeId,
    businessModel: terms.businessModel,
    lines: [
      {
        lineId: newId('lin'),
        offerId: newId('off'),
        quantity: terms.quantity,
        net: money(netMinor),
        tax: money(taxMinor),
        gross: money(netMinor + taxMinor),
        commissionBasisPoints: terms.commissionBasisPoints,
      },
    ],
    shippingNet: money(shippingNetMinor),
    shippingTax: money(shippingTaxMinor),
    shippingGross: money(shippingNetMinor + shippingTaxMinor),
  }
}

interface PartTerms {
  businessModel: string
  currency: string
  quantity: number
  netMinor: number
  taxMinor: number
  shippingNetMinor: number
  shippingTaxMinor: number
  commissionBasisPoints: number
}

const STANDARD: PartTerms = {
  businessModel: 'recruited',
  currency: 'EUR',
  quantity: 2,
  netMinor: 10_000,
  taxMinor: 1_900,
  shippingNetMinor: 500,
  shippingTaxMinor: 95,
  commissionBasisPoints: 1_200,
}

let orders = 0

/** A paid order of such parts. */
export function saleOf(parts: Part[], paidAt: string, country = 'DE'): Sale {
  orders += 1
  const currency = parts[0]?.shippingNet.currency ?? 'EUR'
  const total = parts.reduce(
    (sum, { lines, shippingGross }) =>
      sum + shippingGross.minor + lines.reduce((all, { gross }) => all + gross.minor, 0),
    0,
  )
  return {
    orderId: newId('ord'),
    number: `TW-${orders}`,
    currency,
    country,
    total: { minor: total, currency },
    provider: 'sandbox',
    paidAt,
    parts,
  }
}

/** The refund of `from`+1 to `to` of the pieces of a sale's first part. */
export function piecesBack(
  sale: Sale,
  from: number,
  to: number,
  refundedAt: string,
  withShipping = false,
): Refunded {
  const [part] = sale.parts
  if (!part) throw new Error('a sale has parts')
  return { ...refundOf(sale, part, () => [from, to], withShipping), refundedAt }
}

const slugOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-')

/** The service among stores, with somebody who tells what orders tell. */
export async function settlementStory() {
  const { service: voice, say } = voiceOfOrders()
  const host = await testHost({ services: [merchantsService, voice, settlementService] })
  const db = host.db.kysely<SettlementTables>()
  const operator = host.ctx({ actor: host.operator() })
  const { settlement: calls } = host.calls

  const openStores = async (names: readonly string[]): Promise<string[]> => {
    const stores = await host.calls.merchants.importStores(host.ctx({ actor: host.system() }), {
      stores: names.map((name) => ({
        slug: slugOf(name),
        name: { en: name },
        description: { en: '' },
        country: 'DE' as const,
        currency: 'EUR',
        businessModel: 'recruited' as const,
        commissionBasisPoints: 1_200,
        settlementPeriod: 'monthly' as const,
      })),
    })
    const ids = new Map(stores.map(({ slug, id }) => [slug, id]))
    return names.map((name) => ids.get(slugOf(name)) ?? '')
  }

  return {
    host,
    db,
    calls,
    operator,
    say,
    openStores,
    sell: async (...sales: Sale[]) => {
      await say(orderPaid, sales)
      await host.quiet()
    },
    giveBack: async (...refunds: Refunded[]) => {
      await say(saleRefunded, refunds)
      await host.quiet()
    },
    run: (periodEnd: string, storeId?: string) => calls.run(operator, { periodEnd, storeId }),
    /** What is wrong with the books, by the views that anyone can check them with; nothing, one hopes. */
    async faults(): Promise<Record<string, number>> {
      const { rows } = await sql<Record<string, number>>`select
        (select count(*)::int from (select tx, cur from inv.ledger group by 1, 2 having sum(minor) <> 0) x) as unbalanced_transactions,
        (select count(*)::int from (select cur from inv.balances group by 1 having sum(minor) <> 0) x) as unbalanced_currencies,
        (select count(*)::int from inv.balances where minor <> entries_minor) as wrong_balances,
        (select count(*)::int from inv.settlements where payable_minor <> entries_minor + carried_over_minor) as wrong_statements,
        (select count(*)::int from inv.settlements where paid_minor not in (0, payable_minor)) as wrong_payouts,
        (select count(*)::int from settlement.ledger_entries e where store_id is not null
          and 1 <> (select count(*) from settlement.postings p where p.store_id = e.store_id and p.transaction_id = e.transaction_id)) as entries_without_posting`.execute(
        db,
      )
      return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, count]) => count !== 0))
    },
  }
}
