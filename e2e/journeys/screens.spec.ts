import { expect, test, type BrowserContextOptions, type Page } from '@playwright/test'
import { LOCALES as ALL, type Locale } from '@tradewind/kernel'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { logIn } from '../src/buyer.ts'
import { enter, readIn } from '../src/console.ts'
import { furnish, type Furniture } from '../src/furnish.ts'
import { turnTo } from '../src/pseudo.ts'
import { leave, personIn, type Person } from '../src/person.ts'
import { barriersOn, faultsOn, isMain, openScreen, screensWith, untilShown } from '../src/screens.ts'

test.describe.configure({ mode: 'parallel' })

/** Tall, so that no bar that stays in place covers what stands below it. */
const PHONE = { width: 360, height: 2400 }
/** Right to left, long words, no spaces between words, tall letters; of English, the main screens. */
const SHOWN: readonly Locale[] = ['ar', 'de', 'th', 'my', 'en']
const everyLanguage = process.env['EVERY_LANGUAGE'] === '1'
const LOCALES = everyLanguage ? ALL : SHOWN
/** Where barriers are looked for, besides the faults that any reader sees. */
const FOR_EVERYBODY: readonly Locale[] = ['ar', 'th', 'en']
/** Languages in which every screen of the mall is loaded, as the server writes it; in the others links lead to all but the first. */
const LOADED: readonly Locale[] = ['ar', 'de']

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

/** What is wrong with the main screen or another that is open. */
async function problemsOf({ page }: Person, isMainScreen: boolean, locale: Locale): Promise<string[]> {
  const faults = await faultsOn(page)
  const barriers =
    isMainScreen && FOR_EVERYBODY.includes(locale) ? await barriersOn(page, locale === 'en') : []
  return [...faults, ...barriers]
}

async function turnToScreen(page: Page, path: string, locale: Locale): Promise<void> {
  await turnTo(page, `/${locale}${path}`)
  await untilShown(page, locale)
}

for (const locale of LOCALES)
  test(`every screen of the mall can be read on a phone in ${locale}`, async ({ browser }) => {
    const person = await personIn(browser, locale, { storageState, viewport: PHONE })
    const found: Record<string, string[]> = {}
    for (const [index, path] of screensWith(ids).mall.entries()) {
      if (index === 0 || LOADED.includes(locale)) await openScreen(person.page, 'mall', path, locale)
      else await turnToScreen(person.page, path, locale)
      const problems = await problemsOf(person, true, locale)
      if (problems.length > 0) found[path] = problems
    }
    expect(found).toEqual({})
    await leave(person)
  })

// A console's page changes its language where it stands: it is opened once for all of them.
for (const portal of ['merchant', 'admin'] as const)
  test(`every screen of the ${portal} portal can be read on a phone in ${LOCALES.join(', ')}`, async ({
    browser,
  }) => {
    let shown: Locale = LOCALES[0] ?? 'en'
    const person = await personIn(browser, shown, { storageState, viewport: PHONE })
    const found: Record<string, string[]> = {}
    for (const path of screensWith(ids)[portal]) {
      const isMainScreen = isMain(portal, path)
      await openScreen(person.page, portal, path, shown)
      for (const locale of LOCALES) {
        if (locale === 'en' && !isMainScreen && !everyLanguage) continue
        await readIn(person, locale)
        await untilShown(person.page, locale)
        shown = locale
        const problems = await problemsOf(person, isMainScreen, locale)
        if (problems.length > 0) found[`${path} in ${locale}`] = problems
      }
    }
    expect(found).toEqual({})
    await leave(person)
  })
