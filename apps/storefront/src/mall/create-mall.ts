import { answerOf, createApi, type Answer, type Api, type Item } from '@tradewind/api-client'
import type { Locale } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import { pathsIn } from '../paths.ts'
import type { Place, RenderRequest } from '../renderer.ts'
import { brandOf } from './brand.ts'
import { loadTexts } from './texts.ts'
import type { Category, Mall, MallState, Market } from './mall.ts'

interface Surroundings {
  locale: Locale
  place: Place
  origin: string
  fetch?: (request: Request) => Promise<Response>
}

function apiIn({ locale, place, origin, fetch }: Surroundings) {
  return createApi({
    fetch,
    baseUrl: origin,
    headers: { 'X-Portal': 'mall' },
    context: () => ({ locale, market: place.market || undefined, currency: place.currency || undefined }),
  })
}

/** The mall as a page on the server sees it. */
export async function mallForRequest(request: RenderRequest): Promise<Mall> {
  const api = apiIn(request)
  const t = await loadTexts(request.locale)
  const lists = await listsIn(request.locale, t, api)
  return {
    ...request,
    ...lists,
    t,
    api,
    paths: pathsIn(request.locale),
    kept: new Map(),
    answer: { status: 200 },
  }
}

type Lists = Pick<Mall, 'brand' | 'markets' | 'categories'>

const LISTS_MS = 5_000
const keptLists = new Map<Locale, { until: number; lists: Promise<Lists> }>()

/** The mall's name and its own lists in a language: every page needs them, and they are the same for every reader. */
function listsIn(locale: Locale, t: Translator, api: Api): Promise<Lists> {
  const known = keptLists.get(locale)
  if (known && known.until > Date.now()) return known.lists
  const lists = loadLists(t, api)
  keptLists.set(locale, { until: Date.now() + LISTS_MS, lists })
  return lists
}

/** Without its lists the mall is poorer and still there; what a page itself needs says so if it is missing. */
async function loadLists(t: Translator, api: Api): Promise<Lists> {
  const [brand, markets, categories] = await Promise.all([
    answerOf(api.GET('/api/content/brand')).then(
      (given) => brandOf(t, given),
      () => brandOf(t, undefined),
    ),
    answerOf(api.GET('/api/pricing/markets')).then(
      ({ items }) => items.map(briefMarket),
      () => [],
    ),
    answerOf(api.GET('/api/catalog/categories')).then(briefCategories, () => []),
  ])
  return { brand, markets, categories }
}

/** The mall as the browser takes it over. */
export async function mallFromState(state: MallState): Promise<Mall> {
  const origin = location.origin
  return {
    ...state,
    origin,
    t: await loadTexts(state.locale),
    api: apiIn({ ...state, origin }),
    paths: pathsIn(state.locale),
    kept: new Map(state.kept),
    answer: { status: 200 },
  }
}

const briefMarket = (market: Item<'pricing.listMarkets'>): Market => {
  const { code, name, countries, currency, currencies, taxDisplay, priorPriceDays, paymentMethods } = market
  return { code, name, countries, currency, currencies, taxDisplay, priorPriceDays, paymentMethods }
}

const briefCategories = ({ items }: Answer<'catalog.listCategories'>): Category[] =>
  items.map(({ id, key, slug, name, parentId, alternates, formerly }) => ({
    id,
    key,
    slug,
    name,
    parentId,
    alternates,
    formerly,
  }))
