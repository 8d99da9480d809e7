import type { Money } from '@tradewind/kernel'
import { api, ask, ifMatch } from '../../shell/api.ts'
import { bodyOf, type Product, type ProductForm, type VariantForm } from './product-form.ts'

/** What the form began with: the stored product, if any, and where its stock is counted. */
export interface Before {
  product: Product | undefined
  form: ProductForm
  warehouseId: string | undefined
}

/** Creates the product, or replaces the version that was read; throws 412 `platform.stale` over a newer one. */
export async function saveProduct(
  form: ProductForm,
  product: Product | undefined,
  key: string,
): Promise<Product> {
  const body = bodyOf(form)
  if (!product) {
    const params = { header: { 'Idempotency-Key': key } }
    return ask(api.POST('/api/catalog/merchant/products', { params, body }))
  }
  const params = { path: { productId: product.id }, header: ifMatch(product.version) }
  return ask(api.PUT('/api/catalog/merchant/products/{productId}', { params, body }))
}

/** Sets the prices that were changed; the store's own currency first, since an offer's first price is its base. */
export async function savePrices(
  saved: Product,
  form: ProductForm,
  before: ProductForm,
  baseCurrency: string,
): Promise<void> {
  const prices = offersOf(saved, form).flatMap(({ offerId, variant, known }) =>
    Object.values(variant.prices)
      .filter((price): price is Money => price !== undefined)
      .filter(({ minor, currency }) => minor !== knownOf(before, known)?.prices[currency]?.minor)
      .toSorted((a, b) => Number(b.currency === baseCurrency) - Number(a.currency === baseCurrency))
      .map(({ minor, currency }) => ({ offerId, price: { minor, currency } })),
  )
  if (prices.length > 0) await ask(api.PUT('/api/pricing/merchant/prices', { body: { prices } }))
}

/**
 * Books what was counted: a first count as it is, a later one as the difference to what was shown, so that goods
 * sold meanwhile stay sold.
 */
export async function saveStock(
  saved: Product,
  form: ProductForm,
  before: Before,
  key: string,
): Promise<void> {
  const { warehouseId } = before
  if (warehouseId === undefined) return
  for (const { offerId, variant, known } of offersOf(saved, form)) {
    const counted = knownOf(before.form, known)?.onHand
    if (variant.onHand === undefined || variant.onHand === counted) continue
    const move = counted === undefined ? { onHand: variant.onHand } : { change: variant.onHand - counted }
    await ask(
      api.POST('/api/inventory/merchant/stock/adjust', {
        params: { header: { 'Idempotency-Key': `${key}-${offerId}` } },
        body: { offerId, warehouseId, ...move },
      }),
    )
  }
}

/** The offers of a saved product with what the form says of them; variants are told apart by their article number. */
function offersOf(saved: Product, form: ProductForm) {
  const bySku = new Map(saved.variants.map((variant) => [variant.sku, variant]))
  return form.variants.flatMap((variant) => {
    const stored = bySku.get(variant.sku.trim())
    return stored ? [{ offerId: stored.offerId, variant, known: variant.id }] : []
  })
}

const knownOf = (before: ProductForm, variantId: string | undefined): VariantForm | undefined =>
  variantId === undefined ? undefined : before.variants.find(({ id }) => id === variantId)
