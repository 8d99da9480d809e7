import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStale } from '../../scripts/house/builds.ts'
import { run, stopping } from './at-end.ts'
import { addressesOf } from './addresses.ts'
import { startCeiling, type Ceiling } from './ceiling.ts'
import { atLeast, tableOf, type Finding } from './finding.ts'
import { MEASURED_GOODS } from './goods.ts'
import { withMall, type Mall } from './mall.ts'
import { answerStatements, freshAnswers, keptAnswers } from './rows/answers.ts'
import { confirmAlone, orderStatements, wholeOrders } from './rows/orders.ts'
import { LARGE_SEARCH, largeSearch } from './rows/large-search.ts'
import { recommendations } from './rows/recommendations.ts'
import { relevance } from './rows/relevance.ts'
import { SCARCE, scarceStock } from './rows/scarce-stock.ts'
import { pageScripts } from './rows/scripts.ts'
import { pageSpeed } from './rows/page-speed.ts'
import { starting } from './rows/starting.ts'
import { storesCompared } from './rows/stores.ts'
import { openShop, type Shop } from './shop.ts'

/** `npm run bench`: what the mall costs, held against its limits; see docs/guides/measure.md. */
const PRODUCTS = 10_000
const SCARCE_PRODUCTS = 2

async function main(): Promise<number> {
  await buildStale()
  const folder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'))
  const findings = await stopping(
    () => rm(folder, { recursive: true, force: true }),
    async () => {
      if (process.argv.includes(LARGE_SEARCH)) return largeSearch(folder)
      const ceiling = await startCeiling()
      return stopping(
        () => ceiling.stop(),
        () => measure(folder, ceiling),
      )
    },
  )
  console.log(`\n${tableOf(findings)}`)
  const count = (outcome: boolean | undefined) => findings.filter(({ met }) => met === outcome).length
  const missed = count(false)
  console.log(`\n${count(true)} met, ${missed} missed, ${count(undefined)} told or skipped`)
  return missed === 0 ? 0 : 1
}

/** One mall, started anew for each way of running it: caches on, caches off, and without background work. */
async function measure(folder: string, ceiling: Ceiling): Promise<Finding[]> {
  const dataDir = join(folder, 'mall')
  say(`loading ${PRODUCTS} products ...`)
  const { shop, loaded } = await withMall(dataDir, {}, load)
  const basket = [offerOf(shop, 10), offerOf(shop, 11)]

  say('caches on ...')
  const { kept, page, ordered, scripts, speed } = await withMall(dataDir, {}, async (mall) => {
    const at = await addressesOf(mall.url)
    return {
      page: at.page,
      kept: await keptAnswers(mall, ceiling, at),
      ordered: [
        ...(await wholeOrders(mall, ceiling, basket)),
        ...(await scarceStock(
          mall,
          [offerOf(shop, 0).offerId, offerOf(shop, 1).offerId],
          offerOf(shop, 12).offerId,
        )),
      ],
      scripts: await pageScripts(mall, at.page),
      speed: await pageSpeed(mall, at),
    }
  })
  say('caches off ...')
  const fresh = await withMall(dataDir, { CACHE: 'off' }, async (mall) =>
    freshAnswers(mall, ceiling, await addressesOf(mall.url)),
  )
  say('statements ...')
  const asked = await withMall(dataDir, { CACHE: 'off', BACKGROUND: 'off' }, async (mall) => [
    ...(await answerStatements(mall, await addressesOf(mall.url))),
    ...(await orderStatements(mall, basket)),
    await confirmAlone(mall, ceiling, basket),
  ])
  say('one store and many ...')
  const stores = await storesCompared(folder)
  say('relevance ...')
  const relevant = await relevance(folder)
  say('suggestions ...')
  const suggested = await recommendations(folder)
  say('starting ...')
  return [
    ...kept,
    ...fresh,
    ...asked,
    ...ordered,
    ...stores,
    ...relevant,
    ...suggested,
    loaded,
    ...(await starting(dataDir, page)),
    scripts,
    ...speed,
  ]
}

async function load(mall: Mall): Promise<{ shop: Shop; loaded: Finding }> {
  const began = performance.now()
  const shop = await openShop(mall.calls, {
    stores: 100,
    products: PRODUCTS,
    variants: 2,
    stock: (product) => (product < SCARCE_PRODUCTS ? SCARCE : 1_000_000),
    goods: MEASURED_GOODS,
  })
  const perSecond = PRODUCTS / ((performance.now() - began) / 1_000)
  // PostgreSQL does it by itself within half a minute.
  await mall.admin.query('vacuum analyze')
  return { shop, loaded: atLeast('load: texts, prices, stock, index', perSecond, 250, 'products/s') }
}

/** The first offer of the product with this number. */
function offerOf({ offers }: Shop, product: number): Shop['offers'][number] {
  const offer = offers[product * 2]
  if (!offer) throw new Error(`no offer of product ${product}`)
  return offer
}

const say = (text: string) => console.log(text)

await run(main)
