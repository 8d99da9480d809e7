import { LOCALES, type Locale } from '@tradewind/kernel'
import { createTranslator } from '@tradewind/locales'
import { loadMessages } from '@tradewind/locales/node'
import { createHead, renderSSRHead } from '@unhead/vue/server'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { pathsIn } from '../paths.ts'
import { brandOf } from './brand.ts'
import { usePageHead, useStructuredData, type PageHead } from './head.ts'
import { mallKey, type Mall } from './mall.ts'

const messages = loadMessages(['storefront', 'common'])
const ORIGIN = 'https://mall.example'

/** What the server writes into the head of a page. */
async function headOf(locale: Locale, page: PageHead, facts?: object): Promise<string> {
  const head = createHead({ disableDefaults: true })
  const t = createTranslator(locale, messages)
  const mall = { locale, origin: ORIGIN, t, brand: brandOf(t, undefined) } as Mall
  const app = createSSRApp({
    setup() {
      usePageHead(page)
      useStructuredData(() => facts)
      return () => null
    },
  })
  app.provide(mallKey, mall).use(head)
  await renderToString(app)
  return renderSSRHead(head).headTags
}

const TITLE = /<title>([^<]*)<\/title>/g
const SCRIPT = /<script type="application\/ld\+json">([^<]*)<\/script>/g
const TAG = /<(?:meta|link)((?: [a-z]+="[^"]*")+)>/g
const ATTRIBUTE = / ([a-z]+)="([^"]*)"/g
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  '#x2F': '/',
}

/** A text as a browser reads it; one that it would read as something else than was meant fails. */
const decoded = (text: string): string =>
  text.replaceAll(/&([#a-zA-Z0-9]*);?/g, (_all, name: string) => {
    const letter = ENTITIES[name]
    if (letter === undefined) throw new Error(`a bare ampersand before ${name}`)
    return letter
  })

/** The elements of a head, told apart as a browser does; whatever is none of ours is left over. */
function readHead(html: string) {
  const tags = [...html.matchAll(TAG)].map(([, attributes = '']): Record<string, string> =>
    Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, decoded(value)]),
    ),
  )
  return {
    titles: [...html.matchAll(TITLE)].map(([, text = '']) => decoded(text)),
    facts: [...html.matchAll(SCRIPT)].map(([, text = '']) => JSON.parse(text) as Record<string, unknown>),
    meta: (name: string) =>
      tags
        .filter((tag) => (tag['property'] ?? tag['name']) === name && tag['content'] !== undefined)
        .map(({ content }) => content),
    links: tags.flatMap(({ rel, hreflang, href }) => (rel ? [{ rel, hreflang, href }] : [])),
    rest: html.replaceAll(TITLE, '').replaceAll(SCRIPT, '').replaceAll(TAG, '').trim(),
  }
}

const HOSTILE = [
  '</title><script>hit=1</script>',
  '</script><img src=x onerror=hit=1>',
  '<!--<script>',
  '" onload="hit=1" x="',
  "' onload='hit=1",
  '&quot;&#34;&lt;script&gt;',
  '&amp & &copy',
  'javascript:hit=1',
  '{{7*7}} ${7*7} %s',
  '\u2028\u2029\u0000\u202e',
  ']]>--><svg onload=hit=1>',
]
const words = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `A ${parts.join(' ')}`)

describe('the head of a page', () => {
  it('holds what people wrote as text, whatever it is, and the page’s own elements only', async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        words,
        words,
        fc.constantFrom(...LOCALES),
        async (title, description, alt, locale) => {
          const path = pathsIn(locale).store('kiln')
          const picture = { url: '/files/a.webp?v="><b>', width: 1, height: 1, alt }
          const html = await headOf(
            locale,
            { title, description, path, picture },
            { '@type': 'OnlineStore', name: title, description },
          )
          const head = readHead(html)
          expect(head.rest).toBe('')
          expect(head.titles).toEqual([expect.stringContaining(title)])
          expect(head.facts).toEqual([
            { '@context': 'https://schema.org', '@type': 'OnlineStore', name: title, description },
          ])
          expect(head.meta('og:title')).toEqual([title])
          expect(head.meta('og:image:alt')).toEqual([alt])
          for (const name of ['description', 'og:description']) {
            const [text = '', ...more] = head.meta(name)
            expect(more).toEqual([])
            expect(description.replaceAll(/\s+/g, ' ').trim()).toContain(text.replace(/…$/, '').trim())
          }
          expect(head.links.filter(({ rel }) => rel === 'canonical')).toEqual([
            { rel: 'canonical', href: ORIGIN + path },
          ])
          expect(head.links.map(({ hreflang }) => hreflang).filter(Boolean)).toEqual([
            ...LOCALES,
            'x-default',
          ])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('names the languages that a text stands in, and none from where it is borrowed', async () => {
    const imprintIn = (locale: Locale) => pathsIn(locale).legal('imprint')
    const alternates = { de: imprintIn('de'), 'zh-TW': imprintIn('zh-TW') }
    const linksIn = async (locale: Locale, hidden = false) => {
      const path = alternates[locale as 'de'] ?? alternates.de
      return readHead(await headOf(locale, { title: 'Imprint', path, alternates, hidden })).links
    }
    const canonical = (path: string) => ({ rel: 'canonical', href: ORIGIN + path, hreflang: undefined })
    const alternate = (hreflang: string, path: string) => ({
      rel: 'alternate',
      hreflang,
      href: ORIGIN + path,
    })
    expect(await linksIn('zh-TW')).toEqual([
      canonical(imprintIn('zh-TW')),
      alternate('zh-TW', imprintIn('zh-TW')),
      alternate('de', imprintIn('de')),
      alternate('x-default', '/legal/imprint'),
    ])
    expect(await linksIn('zh-CN')).toEqual([canonical(imprintIn('de'))])
    expect(await linksIn('de', true)).toEqual([])
  })
})
