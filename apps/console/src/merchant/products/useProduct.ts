import { computed, shallowRef, watch } from 'vue'
import { useAttempt } from '../../parts/useAttempt.ts'
import { useForm } from '../../parts/useForm.ts'
import { api, ask, refresh } from '../../shell/api.ts'
import { readPrices, readStock } from '../queries.ts'
import { assertComplete, emptyForm, formOf, type Product, type ProductForm } from './product-form.ts'
import { saveProduct, savePrices, saveStock } from './save-product.ts'

/** What a form was made from; it changes only when asked to, so that a newer version is noticed on saving. */
interface Base {
  product: Product | undefined
  form: ProductForm
}

/** Where a product is sold from by default. */
export interface Home {
  country: string
  currency: string
  warehouseId: string | undefined
}

/**
 * A product being written, with its prices and stock: three services behind one save. When a later step is refused,
 * the earlier ones stand, and saving again goes on from there.
 */
export function useProduct(productId: () => string | undefined, home: () => Home | undefined) {
  const base = shallowRef<Base>()
  const loading = useAttempt()
  const form = useForm<ProductForm>(() => base.value?.form, save)

  async function read(id: string | undefined, warehouseId: string | undefined): Promise<Base> {
    if (id === undefined) return { product: undefined, form: emptyForm(home()?.country) }
    const product = await ask(
      api.GET('/api/catalog/merchant/products/{productId}', { params: { path: { productId: id } } }),
    )
    const offerIds = product.variants.map(({ offerId }) => offerId)
    const [prices, stock] = await Promise.all([readPrices(offerIds), readStock(offerIds)])
    const here = stock.filter((row) => row.warehouseId === warehouseId)
    return { product, form: formOf(product, prices, here) }
  }
  const load = () => loading.run(async () => (base.value = await read(productId(), home()?.warehouseId)))

  async function save(fields: ProductForm, key: string): Promise<void> {
    const at = home()
    if (!base.value || !at) return
    assertComplete(fields)
    const before = { ...base.value, warehouseId: at.warehouseId }
    const saved = await saveProduct(fields, base.value.product, key)
    try {
      await savePrices(saved, fields, before.form, at.currency)
      await saveStock(saved, fields, before, key)
    } catch (thrown) {
      // What was taken is the new beginning; what was typed stays.
      base.value = await read(saved.id, at.warehouseId)
      takeIds(fields, saved)
      throw thrown
    }
    base.value = { product: saved, form: fields }
  }

  watch(
    [productId, () => home()?.warehouseId, () => home() !== undefined],
    async () => {
      if (home()) await load()
    },
    { immediate: true },
  )

  async function submit(): Promise<boolean> {
    if (!(await form.submit())) return false
    // A new product is read once the page has moved to its address.
    await Promise.all([productId() === undefined ? undefined : load(), refresh()])
    return true
  }

  return {
    ...form,
    loading,
    product: computed(() => base.value?.product),
    isStale: computed(() => form.state.value.problem?.status === 412),
    /** Saves, and reads anew what was saved; answers whether it was taken. */
    submit,
    /** Reads anew; what was typed stays. */
    load,
    /** Takes the newer version in place of what was typed. */
    async takeNewer(): Promise<void> {
      if (await load()) form.reset()
    },
    /** Saves what was typed over the newer version. */
    async overwrite(): Promise<boolean> {
      const written = base.value
      const newer = await read(written?.product?.id, home()?.warehouseId)
      if (written) base.value = { ...written, product: newer.product }
      return submit()
    },
  }
}

function takeIds(form: ProductForm, saved: Product): void {
  for (const variant of form.variants) {
    const stored = saved.variants.find(({ sku }) => sku === variant.sku.trim())
    variant.id = stored?.id
    variant.offerId = stored?.offerId
  }
}
