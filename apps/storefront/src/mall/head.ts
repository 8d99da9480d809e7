import { directionOf, LOCALES } from '@tradewind/kernel'
import { useHead } from '@unhead/vue'
import type { MaybeRefOrGetter } from 'vue'
import { toValue } from 'vue'
import { inLanguage } from '../paths.ts'
import { useMall } from './mall.ts'

export interface PageHead {
  title: string | undefined
  description?: string
  /** Path without query, in this language. */
  path?: string
  /** The page's path in each language, where it is not the same but for the language. */
  alternates?: Readonly<Record<string, string>>
  /** Absolute or local address of a picture for shared links. */
  picture?: string
  /** Not for search engines. */
  hidden?: boolean
}

/**
 * Title, description and addresses of a page: canonical, one for each language, and the one that negotiates. What only
 * search engines and shared links read is written on the server alone.
 */
export function usePageHead(page: MaybeRefOrGetter<PageHead>): void {
  const { t, locale, origin } = useMall()
  useHead(() => {
    const { title, description, path, alternates, picture, hidden } = toValue(page)
    const head = {
      htmlAttrs: { lang: locale, dir: directionOf(locale) },
      title: title ? t('mall.page-title', { title }) : t('mall.title'),
    }
    if (!import.meta.env.SSR) return head
    const links = path === undefined || hidden ? [] : linksOf(path, alternates)
    return {
      ...head,
      link: [
        ...links.map(([hreflang, href]) => ({ rel: 'alternate' as const, hreflang, href: origin + href })),
        ...(links.length > 0 ? [{ rel: 'canonical' as const, href: origin + path }] : []),
      ],
      meta: [
        ...(description ? [{ name: 'description', content: description.slice(0, 300) }] : []),
        ...(hidden ? [{ name: 'robots', content: 'noindex' }] : []),
        { property: 'og:title', content: title ?? t('mall.title') },
        { property: 'og:site_name', content: t('mall.name') },
        ...(picture ? [{ property: 'og:image', content: new URL(picture, origin).href }] : []),
      ],
    }
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

function linksOf(path: string, alternates: PageHead['alternates']): [string, string][] {
  const own = LOCALES.map((locale): [string, string] => [
    locale,
    alternates?.[locale] ?? inLanguage(path, locale),
  ])
  return [...own, ['x-default', path.replace(/^\/[^/]*/, '') || '/']]
}
