import type { LocalizedText } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { readDemo } from './demo-files.ts'
import type { LoadedVariant } from './demo-products.ts'

interface HomeBlock {
  kind: string
  text?: string
  title?: string
  body?: string
  href?: string
  /** Whose picture a hero shows. */
  product?: string
  keys?: string[]
  source?: string
  limit?: number
}

/** The home page of blocks. */
export async function loadHome(
  calls: LoadCalls,
  text: (key: string) => LocalizedText,
  variants: readonly LoadedVariant[],
): Promise<void> {
  const file = readDemo<HomeBlock[]>('home.json')
  const productIds = file.flatMap(
    (block) => variants.find((one) => one.productKey === block.product)?.productId ?? [],
  )
  const [shown] = await calls.catalog.getIndexed(seedsContext(), { productIds })
  const blocks = file.map((block) => {
    const title = text(block.title ?? '')
    switch (block.kind) {
      case 'hero':
        return {
          kind: 'hero' as const,
          title: text(`${block.text}.title`),
          text: text(`${block.text}.text`),
          action: text(`${block.text}.action`),
          href: block.href ?? '/',
          picture: shown?.picture?.url ?? '',
        }
      case 'categories':
        return { kind: 'categories' as const, title, keys: block.keys ?? [] }
      case 'products':
        return { kind: 'products' as const, title, source: block.source ?? 'new', limit: block.limit ?? 8 }
      case 'stores':
        return { kind: 'stores' as const, title }
      default:
        return { kind: 'text' as const, title, body: text(block.body ?? '') }
    }
  })
  await calls.content.importPages(seedsContext(), { pages: [{ slug: 'home', blocks }] })
}
