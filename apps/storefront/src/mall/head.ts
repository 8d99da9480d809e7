import { cachedBy, directionOf, LOCALES, type Locale } from '@tradewind/kernel'
import { useHead } from '@unhead/vue'
import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { inLanguage } from '../paths.ts'
import { iconsOf } from './icons.ts'
import { useMall } from './mall.ts'

export interface PageHead {
  title: string | undefined
  description?: string
  /** The page's one address, as a path without query: in this language, or in the one that its text is in. */
  path?: string
  /** The page's path in each language that it exists in, where it is not the same but for the language. */
  alternates?: Readonly<Partial<Record<Locale, string>>>
  /** A picture for shared links; the mall's own, if it has one, unless there is one. */
  picture?: { url: string; width: number; height: number; alt?: string }
  kind?: 'website' | 'product'
  /** Not for search engines. */
  hidden?: boolean
}

const MOST_LETTERS = 200

/**
 * Title, description and addresses of a page: canonical, one for each language, and the one that negotiates. What only
 * search engines and shared links read is written on the server alone.
 */
export function usePageHead(page: MaybeRefOrGetter<PageHead>): void {
  const { t, brand, locale, origin } = useMall()
  const nameOf = ({ title }: PageHead) =>
    title ? t('mall.page-title', { title, mall: brand.name }) : brand.title
  // In the browser only the title changes; what could write more would cost every page seven kilobytes.
  if (!import.meta.env.SSR) return showTitle(() => nameOf(toValue(page)))
  useHead(() => {
    const shown = toValue(page)
    const { title, description, path, alternates, picture, kind, hidden } = shown
    const links = hidden || path === undefined ? [] : linksOf(path, locale, alternates)
    const about = brief(description ?? brand.about)
    const shared = picture ?? iconsOf(brand).shared
    return {
      htmlAttrs: { lang: locale, dir: directionOf(locale) },
      title: nameOf(shown),
      link: links.map((link) => ({ ...link, href: origin + link.href })),
      meta: [
        { name: 'description', content: about },
        ...(links.length === 0 ? [{ name: 'robots', content: 'noindex' }] : []),
        ...(path === undefined ? [] : [{ property: 'og:url', content: origin + path }]),
        { property: 'og:type', content: kind ?? 'website' },
        { property: 'og:title', content: title ?? brand.title },
        { property: 'og:description', content: about },
        { property: 'og:site_name', content: brand.name },
        { property: 'og:locale', content: territoryOf(locale) },
        ...(shared === undefined
          ? []
          : [
              { property: 'og:image', content: new URL(shared.url, origin).href },
              { property: 'og:image:width', content: String(shared.width) },
              { property: 'og:image:height', content: String(shared.height) },
              { property: 'og:image:alt', content: picture?.alt ?? title ?? brand.name },
            ]),
        { name: 'twitter:card', content: shared === undefined ? 'summary' : 'summary_large_image' },
      ].map((one) => ({ ...one, content: literal(one.content) })),
    }
  })
}

/** Unhead escapes quotes only: what reads as an entity would be shared as the letter that it names. */
const literal = (text: string): string => text.replaceAll('&', '&amp;')

const titles: (() => string)[] = []

/** Shows a title until its part of the page is gone; then the one before it. */
function showTitle(title: () => string): void {
  const show = () => {
    document.title = titles.at(-1)?.() ?? document.title
  }
  titles.push(title)
  watch(title, show, { immediate: true })
  onScopeDispose(() => {
    titles.splice(titles.indexOf(title), 1)
    show()
  })
}

/** Facts for search engines, as schema.org names them; written on the server alone. */
export function useStructuredData(data: () => object | undefined): void {
  if (!import.meta.env.SSR) return
  useHead(() => {
    const facts = data()
    const innerHTML = JSON.stringify({ '@context': 'https://schema.org', ...facts }).replaceAll(
      '<',
      '\\u003c',
    )
    return facts ? { script: [{ type: 'application/ld+json', innerHTML }] } : {}
  })
}

type Link = { rel: 'canonical'; href: string } | { rel: 'alternate'; hreflang: string; href: string }

/** The page's one address; the page in each language; without one, as the English address, which leads to the reader's. */
function linksOf(path: string, locale: Locale, alternates: PageHead['alternates']): Link[] {
  const canonical: Link = { rel: 'canonical', href: path }
  const paths = alternates ?? Object.fromEntries(LOCALES.map((one) => [one, inLanguage(path, one)]))
  // A page that borrows its text from another language is no counterpart of those that have their own.
  if (paths[locale] !== path) return [canonical]
  const any = (paths.en ?? path).replace(/^\/[^/]*/, '') || '/'
  return [
    canonical,
    ...LOCALES.flatMap((hreflang): Link[] => {
      const href = paths[hreflang]
      return href === undefined ? [] : [{ rel: 'alternate', hreflang, href }]
    }),
    { rel: 'alternate', hreflang: 'x-default', href: any },
  ]
}

/** The language with the territory that most of its readers are in, such as `de_DE`: shared links want both. */
const territoryOf = cachedBy((locale: Locale): string => {
  const { language, region } = new Intl.Locale(locale).maximize()
  return `${language}_${region}`
})

/** The beginning of a text, cut between words. */
function brief(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= MOST_LETTERS) return line
  const cut = line.slice(0, MOST_LETTERS)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > MOST_LETTERS / 2 ? space : undefined).replace(/[\uD800-\uDBFF]$/, '')}…`
}
