import { expect, test } from '@playwright/test'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { logIn } from '../src/buyer.ts'
import { enter } from '../src/console.ts'
import { furnish, type Furniture } from '../src/furnish.ts'
import { mallUrl } from '../src/mall.ts'
import { leave, personIn } from '../src/person.ts'
import { hearData, showBrackets, textsOn, turnTo, untranslated } from '../src/pseudo.ts'
import { openScreen, screensWith } from '../src/screens.ts'

test.describe.configure({ mode: 'parallel' })

let ids: Furniture
test.beforeAll(async () => {
  ids = await furnish()
})

for (const portal of ['mall', 'merchant', 'admin'] as const)
  test(`every text of the ${portal} comes from the texts of its language`, async ({ browser }) => {
    // A page that a service worker fetches comes without brackets.
    const person = await personIn(browser, 'en', { serviceWorkers: 'block' })
    const { page } = person
    if (portal === 'mall') await logIn(person, DEMO.buyer)
    else await enter(person, portal, portal === 'merchant' ? DEMO.kiri : DEMO.operator)
    await showBrackets(page.context(), mallUrl())
    const heard = await hearData(page)
    const found: [path: string, outside: string[]][] = []
    const [first = '', ...others] = screensWith(ids)[portal]
    await openScreen(page, portal, first, 'en')
    for (const path of [first, ...others]) {
      if (path !== first) await turnTo(page, `/${portal === 'mall' ? 'en' : portal}${path}`)
      await expect(page.locator('main')).toContainText('⟦')
      let outside: string[] = []
      // What the page shows may be known to it a moment earlier than to us.
      for (let looks = 0; looks === 0 || (outside.length > 0 && looks < 5); looks += 1)
        outside = untranslated(await textsOn(page), heard)
      if (outside.length > 0) found.push([path, outside])
    }
    expect(found).toEqual([])
    await leave(person)
  })
