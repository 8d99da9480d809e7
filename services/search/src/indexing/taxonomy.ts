import { systemContext } from '@tradewind/platform/contract'
import { writeNames } from '../names/names.queries.ts'
import type { SearchParts, Tx } from '../parts.ts'
import { drawLook, takeLooks } from './looks.queries.ts'

/** Reads names of categories, facets and brands from the catalogue; they are written unless later ones were. */
export async function readTaxonomy({ db, deps }: SearchParts): Promise<(tx: Tx) => Promise<void>> {
  const look = await drawLook(db)
  const taxonomy = await deps.calls.catalog.getIndexedTaxonomy(systemContext('search'), {})
  return async (tx) => {
    if ((await takeLooks(tx, look, ['names'])).size > 0) await writeNames(tx, taxonomy)
  }
}
