import { COUNTRIES, countryName, CURRENCY_EXPONENTS, currencyName, LOCALE_NAMES } from '@tradewind/kernel'
import { NAMESPACES } from '@tradewind/locales'
import { loadMessages } from '@tradewind/locales/node'
import { messagesPlugin } from '@tradewind/locales/vite'
import { expect, type BrowserContext, type Page, type Response, type Route } from '@playwright/test'

const disguised = messagesPlugin({ pseudo: true })
const namespaceOf = (key: string) =>
  NAMESPACES.find((namespace) => loadMessages([namespace]).en?.[key] !== undefined)

/**
 * Lets a reader of English see every text of the product in brackets, `⟦Šávé ··⟧`: the built scripts are the real ones,
 * only the texts they load are others. Pages of the mall come without what the server wrote, and are drawn anew.
 */
export async function showBrackets(context: BrowserContext, mall: string): Promise<void> {
  await context.route(/\/assets\/(mall|console)\/en-[^/]+\.js$/, disguise)
  await context.route(
    (url) => url.href.startsWith(`${mall}/en`),
    async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue()
      const answer = await route.fetch()
      const html = (await answer.text()).replace(
        /<div id="mall">.*<\/div>(?=<script)/s,
        '<div id="mall"></div>',
      )
      await route.fulfill({ response: answer, body: html })
    },
  )
}

async function disguise(route: Route): Promise<void> {
  const answer = await route.fetch()
  const script = await answer.text()
  const key = /["'`]?([a-z-]+\.[\w.-]+)["'`]?:/.exec(script)?.[1] ?? ''
  const namespace = namespaceOf(key)
  const body = namespace
    ? disguised.load.call({ addWatchFile: () => undefined }, `\0virtual:messages/${namespace}/en`)
    : script.replaceAll(
        /:(["'`])((?:(?!\1).)+)\1/g,
        (_all, quote: string, text: string) => `:${quote}⟦${text}⟧${quote}`,
      )
  await route.fulfill({ response: answer, body })
}

/** Everything that the API told a page so far: its goods, stores and people are written as they are. */
export async function hearData(page: Page): Promise<ReadonlySet<string>> {
  const heard = new Set<string>([...known(), ...(await knownTo(page))])
  const hear = (value: unknown): void => {
    if (typeof value === 'string')
      // Headings and points of a text are shown without the sign that makes them so.
      for (const line of [value, ...value.split('\n')])
        heard.add(bare(line)).add(bare(line.replace(/^[#-] /, '')))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(hear)
  }
  const listen = async (response: Response): Promise<void> => {
    const type = response.headers()['content-type'] ?? ''
    if (type.includes('json')) hear(await response.json())
    else if (type.includes('text/html')) {
      const state = /<script type="application\/json" id="state">(.*?)<\/script>/s.exec(
        await response.text(),
      )?.[1]
      if (state !== undefined) hear(JSON.parse(state))
    }
  }
  page.on('response', (response) => void listen(response).catch(() => undefined))
  return heard
}

/** What the platform writes by itself, without a text: names of countries, currencies and languages. */
const known = (): string[] => [
  // On letters from abroad the country stands in capitals.
  ...COUNTRIES.flatMap((code) => [countryName(code, 'en'), countryName(code, 'en').toUpperCase()]),
  ...Object.keys(CURRENCY_EXPONENTS).map((code) => currencyName(code, 'en')),
  ...Object.entries(LOCALE_NAMES).flat(),
  'TRADEWIND',
]

/** Names of countries as the browser writes them, which may be older or newer than those of the server. */
const knownTo = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `${JSON.stringify(COUNTRIES)}.map((code) => new Intl.DisplayNames('en', { type: 'region' }).of(code))`,
  )

const bare = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Dates, amounts, measures and codes: nothing of it is a word. */
const NO_WORDS =
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b[A-Z]{1,4}\b|\b[\w-]*\d[\w-]*\b|\b(?:kg|g|mm|cm|ml|l)\b/g
const wordsOf = (text: string): string => bare(text.replaceAll(NO_WORDS, ''))

/** What stands on a screen outside of brackets and is not data; and brackets that were cut off. */
export function untranslated(texts: readonly string[], heard: ReadonlySet<string>): string[] {
  const isData = (piece: string) =>
    heard.has(bare(piece)) || heard.has(wordsOf(piece)) || !/\p{L}{2,}/u.test(wordsOf(piece))
  const pieces = texts.flatMap((text) => {
    const { outside, balanced } = withoutBrackets(text)
    return balanced ? outside.split(/[\n\t\0]/) : [`cut off: ${text.slice(0, 60)}`]
  })
  const isJoined = (piece: string) =>
    piece.split(/ · |: |, | –(?: |$)| [(]|[)]| × | \/ /).every(isData) ||
    [...piece.matchAll(/ /g)].some(({ index }) => isData(piece.slice(0, index)) && isData(piece.slice(index)))
  const left = pieces.filter((piece) => !isData(piece) && !isJoined(bare(piece)))
  return [...new Set(left.map(bare))]
}

/** A text without what stands in brackets, of which some hold others. */
function withoutBrackets(text: string): { outside: string; balanced: boolean } {
  let depth = 0
  let outside = ''
  for (const letter of text) {
    if (letter === '⟧') depth -= 1
    if (depth < 0) break
    if (depth === 0) outside += letter === '⟧' ? '\0' : letter === '⟦' ? '' : letter
    if (letter === '⟦') depth += 1
  }
  return { outside, balanced: depth === 0 }
}

/** Goes to an address of an open portal as a link would, without loading the page anew. */
export async function turnTo(page: Page, address: string): Promise<void> {
  await page.evaluate<unknown>(`(${turn})(${JSON.stringify(address)})`)
  await expect(page.locator('main :not([data-before])').first()).toBeAttached()
  await expect(page.locator('.shimmer, .skeleton')).toHaveCount(0)
}

/** Runs in the page. */
const turn = `(address) => {
  for (const element of document.querySelectorAll('main *')) element.setAttribute('data-before', '')
  history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate', { state: null }))
}`

/** Everything that a screen says, to those who see it and to those who hear it. */
export const textsOn = (page: Page): Promise<string[]> => page.evaluate<string[]>(readTexts)

/** Runs in the page. */
const readTexts = `[document.title, document.body.innerText,
  ...['aria-label', 'title', 'placeholder', 'alt'].flatMap((name) =>
    [...document.querySelectorAll('[' + name + ']')].map((element) => element.getAttribute(name)))].filter(Boolean)`
