import { answerOf } from '@tradewind/api-client'
import { countryName } from '@tradewind/kernel'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { useMall } from '../mall/mall.ts'

interface Suggestion {
  name: string
  path: string
  picture?: string
  /** What is to be known before it is chosen. */
  note?: string
  /** Place among all suggestions, for moving with the keyboard. */
  index: number
}
interface SuggestionGroup {
  kind: 'products' | 'categories' | 'stores'
  title: string
  options: Suggestion[]
}

const PAUSE_MS = 150

/** Suggestions for what has been typed once the typing pauses; late answers to earlier letters are dropped. */
export function useSuggestions(): { groups: ShallowRef<SuggestionGroup[]>; ask(text: string): void } {
  const { t, api, paths, place, locale } = useMall()
  const groups = shallowRef<SuggestionGroup[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const find = async (q: string, turn: number) => {
    const query = { q, country: place.country || undefined }
    // Typing goes on without suggestions; the search itself says what is wrong.
    const found = await answerOf(api.GET('/api/search/suggest', { params: { query } })).catch(() => undefined)
    if (turn !== asked || !found) return
    let index = 0
    const listed = (kind: SuggestionGroup['kind'], title: string, options: Omit<Suggestion, 'index'>[]) => ({
      kind,
      title,
      options: options.map((option) => ({ ...option, index: index++ })),
    })
    groups.value = [
      listed(
        'products',
        found.correctedTo === null
          ? t('search.products')
          : t('search.corrected', { words: found.correctedTo }),
        found.products.map(({ name, slug, picture, sent }) => ({
          name,
          path: paths.product(slug),
          picture: picture?.template.replace('{width}', String(picture.widths[0] ?? picture.width)),
          note:
            sent === false
              ? t('product.not-sent', { country: countryName(place.country, locale) })
              : undefined,
        })),
      ),
      listed(
        'categories',
        t('search.categories'),
        found.categories.map(({ name, slug }) => ({ name, path: paths.category(slug) })),
      ),
      listed(
        'stores',
        t('search.stores'),
        found.stores.map(({ name, slug }) => ({ name, path: paths.store(slug) })),
      ),
    ].filter(({ options }) => options.length > 0)
  }

  onScopeDispose(() => clearTimeout(timer))
  return {
    groups,
    ask(text) {
      clearTimeout(timer)
      const turn = ++asked
      const q = text.trim()
      if (q === '') groups.value = []
      else timer = setTimeout(() => void find(q, turn), PAUSE_MS)
    },
  }
}
