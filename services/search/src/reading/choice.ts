import type { NamesCopy } from '../names/names.queries.ts'
import { facetMark, hiddenMark, storeMark, tagMark, tsqueryOfAny, tsqueryWithout } from '../text/marks.ts'
import { chosenFacets, type Filters } from './scope.ts'

/** What narrows a search, as marks of documents: each a query, of which hits hold all. */
export interface Choice {
  marks: readonly string[]
  /** By chosen facet: marks of what has everything else of the choice and none of its values. */
  butFor: ReadonlyMap<string, readonly string[]>
}

export const NO_CHOICE: Choice = { marks: [], butFor: new Map() }

/** Prices and stock have no marks: they differ by market and change all day. */
export async function choiceOf(filters: Filters, names: NamesCopy): Promise<Choice> {
  const facets = await chosenMarks(filters, names)
  const firm = firmMarks(filters)
  return {
    marks: [...firm, ...facets.values()],
    butFor: new Map(
      [...facets].map(([key, mark]) => [
        key,
        [...firm, ...[...facets].map(([other, its]) => (other === key ? `!${mark}` : its))],
      ]),
    ),
  }
}

const firmMarks = ({ storeId, tag, ruled }: Filters): string[] => [
  ...(storeId === undefined ? [] : [tsqueryOfAny([storeMark(storeId)])]),
  ...(tag === undefined ? [] : [tsqueryOfAny([tagMark(tag)])]),
  ...(ruled === undefined ? [] : [tsqueryWithout(hiddenMark(ruled))]),
]

async function chosenMarks(filters: Filters, names: NamesCopy): Promise<Map<string, string>> {
  const chosen = [...chosenFacets(filters)]
  const isKnown = ({ facetsByKey }: Awaited<ReturnType<NamesCopy['held']>>) =>
    chosen.every(([key, values]) => values.every((value) => facetsByKey.has(`${key}:${value}`)))
  const held = await names.held()
  // A value that another process has just numbered.
  const { facetsByKey } = isKnown(held) ? held : await names.current()
  return new Map(
    chosen.map(([key, values]) => {
      const known = values.flatMap((value) => facetsByKey.get(`${key}:${value}`) ?? [])
      return [key, tsqueryOfAny(known.map(({ facet }) => facetMark(facet)))]
    }),
  )
}
