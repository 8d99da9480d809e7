import { seedsContext, type LoadCalls } from './contracts.ts'
import { readGoods, readTexts } from './demo-files.ts'
import { loadHome } from './demo-home.ts'
import { loadLegalTexts } from './demo-legal.ts'
import { loadMarkets } from './demo-markets.ts'
import { loadDemoOffers } from './demo-offers.ts'
import { demoRates } from './demo-prices.ts'
import { loadPictures, loadProducts } from './demo-products.ts'
import { loadReviews } from './demo-reviews.ts'
import { shippingMethodsOf } from './demo-shipping.ts'
import { loadStores } from './demo-stores.ts'
import { loadTaxonomy } from './demo-taxonomy.ts'
import type { Progress } from './progress.ts'
import { untilIndexed } from './until-indexed.ts'

/** Loads the demo through contracts; what is there already stays as it is. Pictures take longer than all else. */
export async function loadDemo(
  calls: LoadCalls,
  progress: Progress,
  { withPictures = true }: { withPictures?: boolean } = {},
): Promise<void> {
  const house = readTexts('texts/<locale>/house.json')
  const words = readTexts('vocabulary/<locale>.json')
  const stores = await progress.step('people and stores', () => loadStores(calls, house))
  await progress.step('categories, markets, shipping', async () => {
    await loadTaxonomy(calls, words)
    await loadMarkets(calls, house)
    await calls.fulfilment.importMethods(seedsContext(), {
      methods: shippingMethodsOf(stores, house('shipping.standard'), house('shipping.express'), demoRates()),
    })
  })
  const goods = readGoods()
  const pictures = await progress.step('pictures', () =>
    loadPictures(calls, withPictures ? [...goods.values()].flat() : []),
  )
  const variants = await progress.step('products', (tick) =>
    loadProducts(calls, goods, stores, pictures, tick),
  )
  await progress.step('prices, stock, offers', () => loadDemoOffers(calls, stores, variants, demoRates()))
  await progress.step('reviews, home page, legal texts', async () => {
    await loadReviews(calls, variants)
    await loadHome(calls, house, variants)
    await loadLegalTexts(calls)
  })
  await progress.step('index', () => untilIndexed(calls))
}
