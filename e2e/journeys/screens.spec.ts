import { expect, test, type BrowserContextOptions } from '@playwright/test'
import type { Locale } from '@tradewind/kernel'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { logIn } from '../src/buyer.ts'
import { enter } from '../src/console.ts'
import { furnish, type Furniture } from '../src/furnish.ts'
import { leave, personIn } from '../src/person.ts'
import { barriersOn, faultsOn, isMain, openScreen, screensWith } from '../src/screens.ts'

/** Tall, so that no bar that stays in place covers what stands below it. */
const PHONE = { width: 360, height: 2400 }
const PORTALS = ['mall', 'merchant', 'admin'] as const
/** Right to left, long words, no spaces between words, tall letters; of English, the main screens. */
const LOCALES = ['ar', 'de', 'th', 'my', 'en'] as const satisfies Locale[]
/** Where barriers are looked for, besides the faults that any reader sees. */
const FOR_EVERYBODY: readonly Locale[] = ['ar', 'th', 'en']

let ids: Furniture
let storageState: BrowserContextOptions['storageState']

test.beforeAll(async ({ browser }) => {
  ids = await furnish()
  const person = await personIn(browser, 'en')
  await logIn(person, DEMO.buyer)
  await enter(person, 'merchant', DEMO.kiri)
  await enter(person, 'admin', DEMO.operator)
  storageState = await person.page.context().storageState()
  await leave(person)
})

for (const locale of LOCALES)
  for (const portal of PORTALS)
    test(`every screen of the ${portal} can be read on a phone in ${locale}`, async ({ browser }) => {
      const person = await personIn(browser, locale, { storageState, viewport: PHONE })
      const { page } = person
      const found: Record<string, string[]> = {}
      for (const path of screensWith(ids)[portal]) {
        if (locale === 'en' && !isMain(portal, path)) continue
        await openScreen(page, portal, path, locale)
        const faults = await faultsOn(page)
        if (FOR_EVERYBODY.includes(locale) && isMain(portal, path)) faults.push(...(await barriersOn(page)))
        if (faults.length > 0) found[path] = faults
      }
      expect(found).toEqual({})
      await leave(person)
    })
