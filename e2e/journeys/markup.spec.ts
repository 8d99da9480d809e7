import { expect, test, type Page } from '@playwright/test'
import { DEMO_LOG_INS as DEMO } from '../../seeds/src/demo-log-ins.ts'
import { LOCALES } from '@tradewind/kernel'
import { logIn } from '../src/buyer.ts'
import { enter } from '../src/console.ts'
import { crawl } from '../src/crawler.ts'
import { goodsOf, mailsTo, mallUrl } from '../src/mall.ts'
import { MARKED_NAME, writeMarkup } from '../src/markup.ts'
import { leave, personIn } from '../src/person.ts'
import { openScreen } from '../src/screens.ts'

/** Notes whatever a page does that none of ours does: opens a dialog, breaks its own policy. */
function hearAttacks(page: Page): string[] {
  const heard: string[] = []
  page.on('dialog', (dialog) => {
    heard.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) heard.push(message.text())
  })
  return heard
}

/** What became of the markup in the page: scripts that ran, elements that were made of it, templates that were worked out. */
const readMarks = `(() => [
  ...('hit' in window ? ['it ran'] : []),
  ...[...document.querySelectorAll('[onerror], [onload], img[src="x"], [href^="javascript:" i]')].map((one) => one.outerHTML),
])()`

test.describe.configure({ mode: 'parallel' })

test('markup that people write is shown as it was written, in every portal and mail', async ({ browser }) => {
  const ids = await writeMarkup()
  // Tall, since some parts of a page come only when they are near.
  const person = await personIn(browser, 'en', { viewport: { width: 1024, height: 8_000 } })
  const { page } = person
  const heard = hearAttacks(page)
  await logIn(person, ids.account)
  const found: Record<string, string[]> = {}
  /** Opens screens on which the markup stands, or, where it need not, on which it might. */
  const look = async (where: 'mall' | 'merchant' | 'admin', paths: readonly string[], shown = true) => {
    for (const path of paths) {
      await openScreen(page, where, path, 'en')
      if (shown) await expect(page.locator('body'), path).toContainText('onerror=hit=1>')
      const marks = await page.evaluate<string[]>(readMarks)
      if (marks.length > 0) found[`${where}${path}`] = marks
    }
  }

  const query = encodeURIComponent(MARKED_NAME)
  await look('mall', [
    `/s/${ids.storeSlug}`,
    '/stores',
    `/p/${ids.goodsSlug}`,
    `/order/${ids.orderId}`,
    '/account',
  ])
  const store = await crawl(page, `/en/s/${ids.storeSlug}`)
  expect(store.meta['og:title']).toContain(MARKED_NAME)
  expect(store.facts.flatMap((fact) => (fact['@type'] === 'OnlineStore' ? fact['name'] : []))).toEqual([
    store.meta['og:title'],
  ])
  expect(Object.keys(store.alternates)).toHaveLength(LOCALES.length + 1)
  await look('mall', [`/search?q=${query}`, '/account/orders'], false)
  await enter(person, 'merchant', ids.account)
  await look('merchant', ['/settings'], false)
  await page.context().clearCookies()
  await enter(person, 'merchant', DEMO.kiri)
  await look('merchant', [`/orders/${ids.subOrderId}`, `/returns/${ids.returnId}`, '/posts'])
  await enter(person, 'admin', DEMO.operator)
  await look('admin', [
    `/applications/${ids.applicationId}`,
    `/stores/${ids.storeId}`,
    `/orders/${ids.orderId}`,
  ])
  await look('admin', ['/posts', '/audit'], false)
  expect(found).toEqual({})
  expect(heard).toEqual([])

  const mails = [...(await mailsTo(ids.account.email)), ...(await mailsTo('marked@example.com'))]
  expect(mails.filter(({ html }) => html.includes('&lt;img src=x'))).not.toEqual([])
  for (const { html } of mails) expect(html).not.toMatch(/<(?:img|script|svg)\b|javascript:/i)
  await leave(person)
})

const HOSTILE = [
  '"><img src=x onerror=hit=1></script>',
  "' or 1=1; drop table search.products; --",
  '__proto__',
  '%_\\(a+)+$!&|:*',
  '\0\u202e{{7*7}}',
  '99999999999999999999',
  '壳'.repeat(600),
]
const QUERY = [
  'q',
  'tag',
  'f',
  'sort',
  'min',
  'max',
  'available',
  'n',
  'variant',
  'p',
  'to',
  'of',
  'at',
  'market',
  'currency',
]

test('pages of the mall bear whatever stands in their addresses', async () => {
  const { slug } = await goodsOf('kiri-and-rain', 'DE', 'en')
  const addresses = [
    '/c/tableware',
    '/search',
    '/goods',
    `/p/${slug}`,
    '/s/kiri-and-rain',
    '/compare',
    '/legal/terms',
  ].flatMap((path) => [
    ...HOSTILE.flatMap((value) =>
      QUERY.map((name) => `${path}?q=cup&${new URLSearchParams({ [name]: value })}`),
    ).filter((_, at) => path === '/search' || path === '/legal/terms' || at % 3 === 0),
    ...HOSTILE.map((value) => `${path}/${encodeURIComponent(value.slice(0, 60))}`),
    `${path}?${'f=material:stone&'.repeat(300)}`,
    `${path}?q=%ed%a0%80&f=%c3%&min=-1&max=NaN&n=1e9`,
    `${path}?q[]=1&q[$ne]=2&__proto__[hit]=1`,
  ])
  const found: string[] = []
  const askRest = async () => {
    for (let address = addresses.shift(); address !== undefined; address = addresses.shift()) {
      const answer = await fetch(`${mallUrl()}/en${address}`, { redirect: 'manual' })
      const text = await answer.text()
      const away = answer.headers.get('location')?.startsWith('/en') === false
      if (answer.status >= 500 || away || /<img src=x|syntax error|node_modules/.test(text))
        found.push(`${answer.status} ${address.slice(0, 120)}`)
    }
  }
  await Promise.all([askRest(), askRest()])
  expect(found).toEqual([])
})
