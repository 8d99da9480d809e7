import { answerOf, type Answer, type Item } from '@tradewind/api-client'
import type { Category, Mall, Picture } from '../mall/mall.ts'
import type { ProductCard } from '../listing/listing.ts'
import { findCategory } from '../listing/categories.ts'

type Block = Answer<'content.getPage'>['blocks'][number]
type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>
export type Store = Item<'merchants.listOpenStores'>

/** A block of the home page with what it shows. */
export type HomeBlock =
  | BlockOf<'hero'>
  | BlockOf<'text'>
  | (BlockOf<'categories'> & { tiles: { category: Category; picture: Picture | null }[] })
  | (BlockOf<'products'> & { cards: ProductCard[]; path: string })
  | (BlockOf<'stores'> & { stores: Store[] })

/** The home page as its blocks say; a block that cannot be filled now is left out, the page is not. */
export async function loadHome(mall: Mall): Promise<HomeBlock[]> {
  const page = await answerOf(
    mall.api.GET('/api/content/pages/{slug}', { params: { path: { slug: 'home' } } }),
  )
  const blocks = await Promise.all(page.blocks.map((block) => fill(mall, block).catch(() => undefined)))
  return blocks.filter((block) => block !== undefined)
}

async function fill(mall: Mall, block: Block): Promise<HomeBlock | undefined> {
  switch (block.kind) {
    case 'hero':
    case 'text':
      return block
    case 'categories': {
      const categories = block.keys.map((key) => findCategory(mall.categories, key))
      const tiles = await Promise.all(categories.filter((one) => one !== undefined).map(tileIn(mall)))
      return tiles.length > 0 ? { ...block, tiles } : undefined
    }
    case 'products': {
      const { query, path } = sourceOf(mall, block.source)
      const { items } = await listProducts(mall, { ...query, limit: block.limit })
      return items.length > 0 ? { ...block, cards: items, path } : undefined
    }
    case 'stores': {
      const { items } = await answerOf(mall.api.GET('/api/merchants/stores'))
      return items.length > 0 ? { ...block, stores: items } : undefined
    }
  }
}

/** What a row of goods is made of: `category:tea`, `tag:gift`, `new` or `popular`. */
function sourceOf({ categories, paths }: Mall, source: string) {
  const [kind, name = ''] = source.split(':')
  if (kind === 'category') {
    const category = findCategory(categories, name)
    return { query: { categoryId: category?.id }, path: paths.category(category?.slug ?? name) }
  }
  if (kind === 'tag') return { query: { tag: name }, path: paths.goods({ tag: name }) }
  const sort = kind === 'new' ? ('new' as const) : ('popular' as const)
  return { query: { sort }, path: paths.goods({ sort }) }
}

const tileIn = (mall: Mall) => async (category: Category) => {
  const { items } = await listProducts(mall, { categoryId: category.id, sort: 'popular', limit: 1 })
  return { category, picture: items[0]?.picture ?? null }
}

type ListQuery = { categoryId?: string; tag?: string; sort?: 'new' | 'popular'; limit: number }

const listProducts = ({ api, place }: Mall, query: ListQuery) =>
  answerOf(
    api.GET('/api/search/products', { params: { query: { ...query, country: place.country || undefined } } }),
  )
