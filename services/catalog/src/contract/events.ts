import { Type } from 'typebox'
import { Id, LocaleSchema, event } from '@tradewind/platform/contract'

/** Anything about a product that the index or a page shows has changed: texts, state, pictures, offers, rating. */
export const productChanged = event('catalog.product-changed.v1', Type.Object({ productId: Id('prd') }))
/** Categories, attributes or options changed names or shape. */
export const taxonomyChanged = event('catalog.taxonomy-changed.v1', Type.Object({}))
/** What texts must have to be shown in which languages, all rules at once; in all others another language stands in. */
export const languageRulesSet = event(
  'catalog.language-rules-set.v1',
  Type.Object({
    rules: Type.Array(Type.Object({ locale: LocaleSchema, rule: Type.Enum(['machine', 'human']) })),
  }),
)
/** A store began to sell a variant; said once per offer, before its first price or stock can be set. */
export const offerCreated = event(
  'catalog.offer-created.v1',
  Type.Object({ offerId: Id('off'), storeId: Id('sto') }),
)
