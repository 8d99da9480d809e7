import { readFileSync } from 'node:fs'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { readTexts } from './demo-files.ts'
import { demoRates } from './demo-prices.ts'
import { shippingMethodsOf } from './demo-shipping.ts'

interface StoreFile {
  slug: string
  key: string
  name: string
  description: string
  country: string
  currency: string
  commissionBasisPoints: number
  near: string[]
}

/** A store that sells loaded goods. */
export interface SellingStore extends StoreFile {
  id: string
}

const STORES = new URL('../catalogues/stores.json', import.meta.url)
const PASSWORD = 'demo-merchant-2026'

/** Log-ins of the stores that sell loaded goods; refused, as those of the demo, beyond this machine. */
export const STORE_LOG_INS = readStores().map(({ key }) => ({
  email: `${key}@load.example`,
  password: PASSWORD,
}))

/** The stores over which loaded goods are spread, with their owners and ways of shipping; those that exist stay as they are. */
export async function loadStores(
  calls: Pick<LoadCalls, 'identity' | 'merchants' | 'fulfilment'>,
): Promise<SellingStore[]> {
  const context = seedsContext()
  const files = readStores()
  const people = await calls.identity.importPeople(context, {
    people: files.map(({ name }, index) => ({
      email: STORE_LOG_INS[index]?.email ?? '',
      password: PASSWORD,
      name,
      locale: 'en',
      demo: true,
    })),
  })
  const created = await calls.merchants.importStores(context, {
    stores: files.map(({ slug, name, description, country, currency, commissionBasisPoints }, index) => ({
      slug,
      name: { en: name },
      description: { en: description },
      country,
      currency,
      businessModel: 'recruited',
      commissionBasisPoints,
      settlementPeriod: 'monthly',
      ownerId: people.find(({ email }) => email === STORE_LOG_INS[index]?.email)?.id,
    })),
  })
  const stores = files.flatMap((file) => {
    const id = created.find(({ slug }) => slug === file.slug)?.id
    return id === undefined ? [] : [{ ...file, id }]
  })
  const text = readTexts('texts/<locale>/house.json')
  await calls.fulfilment.importMethods(context, {
    methods: shippingMethodsOf(stores, text('shipping.standard'), text('shipping.express'), demoRates()),
  })
  return stores
}

function readStores(): StoreFile[] {
  return JSON.parse(readFileSync(STORES, 'utf8')) as StoreFile[]
}
