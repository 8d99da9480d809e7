import { notFound } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { products as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import { readSlug } from '../texts/slug.ts'
import { viewOf } from './view.ts'
import { findViewed } from './view.queries.ts'

/** What buyers read of a product. */
export const viewOperations = ({
  db,
  taxonomy,
}: CatalogParts): Pick<Service<typeof contract>, 'getProduct'> => ({
  getProduct: async (ctx, { idOrSlug }) => {
    const row = await findViewed(db, readSlug(idOrSlug), ctx.locale)
    if (!row) throw notFound()
    return viewOf(row, await taxonomy.atLeast(row.taxonomy_version), ctx.locale)
  },
})
