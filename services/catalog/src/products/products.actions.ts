import { forbidden, newId, notFound, refused } from '@tradewind/kernel'
import type { CallContext, Service } from '@tradewind/platform/contract'
import { asStore, violated } from '@tradewind/platform/db'
import type { Transaction } from 'kysely'
import { offerCreated, type products as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import type { CatalogTables } from '../tables.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { getEdit, listRows, type Edit } from './edit.queries.ts'
import { listOwnOffers } from './own-offers.queries.ts'
import { publishStep, stateAfter, type ProductState, type ProductStep } from './products.states.ts'
import { namedFacts } from './view.ts'
import { createProduct, tellChanged, updateProduct } from './write.ts'

type Tx = Transaction<CatalogTables>

/** Everything that stores and operators do with products; what buyers read is in `view.actions.ts`. */
export function productOperations(parts: CatalogParts): Omit<Service<typeof contract>, 'getProduct'> {
  const { db, deps, taxonomy } = parts

  /** Takes a product one step on under its lock, and says that it changed. */
  const step = async (
    tx: Tx,
    current: Taxonomy,
    productId: string,
    choose: (status: ProductState) => ProductStep,
    note?: string,
  ): Promise<Edit> => {
    const product = await lock(tx, productId)
    const next = stateAfter(product.status, choose(product.status))
    if (next === 'in-review' || next === 'published') await assertHasPicture(tx, productId)
    if (next === 'gone') throw notFound()
    await tx
      .updateTable('catalog.products')
      .set((row) => ({
        status: next,
        review_note: note ?? null,
        version: row('version', '+', 1),
        updated_at: row.fn<Date>('now'),
        ...(next === 'published'
          ? { published_at: row.fn.coalesce('published_at', row.fn<Date>('now')) }
          : {}),
      }))
      .where('id', '=', productId)
      .execute()
    await tellChanged(tx, deps, [productId])
    return getEdit(tx, productId, current)
  }

  return {
    createProduct: (ctx, input) => createProduct(parts, storeOf(ctx), input),
    updateProduct: (ctx, { productId, ...input }) =>
      updateProduct(parts, storeOf(ctx), productId, input, ctx.ifMatch),
    getOwnProduct: async (ctx, { productId }) => {
      const current = await taxonomy.current()
      return asStore(db, storeOf(ctx), (tx) => getEdit(tx, productId, current))
    },
    listOwnProducts: async (ctx, filter) => {
      const storeId = storeOf(ctx)
      const current = await taxonomy.current()
      return asStore(db, storeId, (tx) => listRows(tx, { ...filter, storeId }, ctx.locale, current))
    },
    publishProduct: async (ctx, { productId }) => {
      const current = await taxonomy.current()
      return asStore(db, storeOf(ctx), (tx) => step(tx, current, productId, publishStep))
    },
    unpublishProduct: async (ctx, { productId }) => {
      const current = await taxonomy.current()
      return asStore(db, storeOf(ctx), (tx) => step(tx, current, productId, () => 'unpublish'))
    },
    deleteProduct: (ctx, { productId }) =>
      asStore(db, storeOf(ctx), async (tx) => {
        stateAfter((await lock(tx, productId)).status, 'delete')
        await tx.deleteFrom('catalog.products').where('id', '=', productId).execute()
        await tellChanged(tx, deps, [productId])
        return { done: true as const }
      }),
    createOffer: async (ctx, { gtin, sku }) => {
      const storeId = storeOf(ctx)
      // Seen without row-level security: the variant is another store's.
      const variant = await db
        .selectFrom('catalog.variants as v')
        .innerJoin('catalog.products as p', 'p.id', 'v.product_id')
        .select(['v.id', 'v.product_id'])
        .where('v.gtin', '=', gtin)
        .where('p.status', '=', 'published')
        .orderBy('p.created_at')
        .orderBy('v.id')
        .executeTakeFirst()
      if (!variant) throw refused('catalog.unknown-gtin', { gtin })
      const offerId = newId('off')
      await asStore(db, storeId, async (tx) => {
        await tx
          .insertInto('catalog.offers')
          .values({
            id: offerId,
            store_id: storeId,
            product_id: variant.product_id,
            variant_id: variant.id,
            sku,
          })
          .execute()
        await deps.emit(tx, offerCreated, offerId, { offerId, storeId })
        await tellChanged(tx, deps, [variant.product_id])
      }).catch((error: unknown) => {
        const constraint = violated(error)
        if (constraint === 'offers_store_id_sku_key') throw refused('catalog.sku-taken')
        if (constraint === 'offers_variant_id_store_id_key') throw refused('catalog.offer-exists')
        throw error
      })
      return { offerId, variantId: variant.id, productId: variant.product_id }
    },
    listOwnOffers: async (ctx, filter) =>
      listOwnOffers(db, { ...filter, storeId: storeOf(ctx) }, ctx.locale, await taxonomy.current()),
    listForReview: async (ctx, filter) => listRows(db, filter, ctx.locale, await taxonomy.current()),
    getForReview: async ({ locale }, { productId }) => {
      const current = await taxonomy.current()
      const product = await getEdit(db, productId, current)
      return { ...product, named: namedFacts(product, current, locale) }
    },
    reviewProduct: async (_ctx, { productId, decision, note }) => {
      const current = await taxonomy.current()
      const choose = () => (decision === 'publish' ? ('approve' as const) : ('reject' as const))
      return db.transaction().execute((tx) => step(tx, current, productId, choose, note))
    },
  }
}

function storeOf({ actor }: CallContext): string {
  if (actor.kind !== 'merchant') throw forbidden()
  return actor.storeId
}

async function lock(tx: Tx, productId: string): Promise<{ status: ProductState }> {
  const product = await tx
    .selectFrom('catalog.products')
    .select('status')
    .where('id', '=', productId)
    .forUpdate()
    .executeTakeFirst()
  if (!product) throw notFound()
  return product
}

async function assertHasPicture(tx: Tx, productId: string): Promise<void> {
  const picture = await tx
    .selectFrom('catalog.product_pictures')
    .select('file_id')
    .where('product_id', '=', productId)
    .limit(1)
    .executeTakeFirst()
  if (!picture) throw refused('catalog.picture-missing')
}
