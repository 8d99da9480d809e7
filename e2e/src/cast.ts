import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locale } from '@tradewind/kernel'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { STORE_LOG_INS } from '../../seeds/src/load-stores.ts'
import type { Account } from './seller.ts'

/** A store that sells beside the new one, and the language in which it works. */
export interface Seller {
  slug: string
  account: Account
  locale: Locale
}

const BESIDE_THE_REPOSITORY = fileURLToPath(new URL('../../../shared/data/spree', import.meta.url))

const wanted = process.env['E2E_GOODS']

/** The real catalogues that the mall is loaded with besides its demo: `E2E_GOODS`, else a small one where there is any. */
export const goodsFolder = wanted ?? BESIDE_THE_REPOSITORY
export const hasGoods = existsSync(goodsFolder)
if (wanted !== undefined && !hasGoods) throw new Error(`E2E_GOODS names ${wanted}, which is not there`)

/** Stores of what was loaded, in Germany and in America. */
export const loadedSellers: readonly Seller[] = hasGoods
  ? [loaded('kontor-am-rhein', 'kontor', 'de'), loaded('harbour-and-pine', 'harbour', 'en')]
  : []

/** The house's own store, one of the demo's, and those of what was loaded. */
export const sellers: readonly Seller[] = [
  { slug: 'tradewind-house', account: DEMO.house, locale: 'de' },
  { slug: 'kiri-and-rain', account: DEMO.kiri, locale: 'ja' },
  ...loadedSellers,
]

function loaded(slug: string, key: string, locale: Locale): Seller {
  const account = STORE_LOG_INS.find(({ email }) => email.startsWith(`${key}@`))
  if (!account) throw new Error(`no store ${key} sells loaded goods`)
  return { slug, account, locale }
}
