import { sql } from 'kysely'
import { decodeCursor, pageOf } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import { offerCreated, type internalProducts as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import { importProducts } from './import.ts'
import { indexedTaxonomy, listIndexed } from './indexed.ts'
import { findSnapshots, snapshotOf, writeOffers } from './offers.ts'
import { tellChanged } from './write.ts'

/** What other services and loaders ask of products. */
export function internalOperations(parts: CatalogParts): Service<typeof contract> {
  const { db, deps, taxonomy } = parts
  return {
    getOffers: async (_ctx, { offerIds }) => {
      const rows = await findSnapshots(db, offerIds)
      const current = await taxonomy.atLeast(rows[0]?.taxonomy_version ?? 0)
      return rows.map((row) => snapshotOf(row, current))
    },
    getIndexed: async (_ctx, { productIds }) => listIndexed(db, productIds, await taxonomy.current()),
    getIndexedTaxonomy: async () => indexedTaxonomy(await taxonomy.current()),
    listProductIds: async (_ctx, { limit = 100, cursor }) => {
      const after = cursor === undefined ? '' : decodeCursor(cursor, 'text')[0]
      const { rows } = await sql<{ id: string }>`
        select id from catalog.products where id > ${after} order by id limit ${sql.lit(limit + 1)}`.execute(
        db,
      )
      const page = pageOf(rows, limit, ({ id }) => [id])
      return { items: page.items.map(({ id }) => id), nextCursor: page.nextCursor }
    },
    importProducts: (_ctx, input) => importProducts(parts, input),
    importOffers: (_ctx, { offers }) =>
      db.transaction().execute(async (tx) => {
        const written = await writeOffers(tx, offers)
        const created = written.filter((offer) => offer.created)
        await deps.emitAll(
          tx,
          offerCreated,
          created.map(({ offerId, storeId }) => ({ key: offerId, payload: { offerId, storeId } })),
        )
        await tellChanged(
          tx,
          deps,
          created.map(({ productId }) => productId),
        )
        return written.map(({ variantId, storeId, offerId }) => ({ variantId, storeId, offerId }))
      }),
  }
}
