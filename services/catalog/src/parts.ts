import type { Kysely } from 'kysely'
import type { Deps } from '@tradewind/platform/service'
import type { merchants } from '@tradewind/merchants/contract'
import type { CatalogTables } from './tables.ts'
import type { TaxonomyCopy } from './taxonomy/taxonomy.queries.ts'

/** What every part of the catalogue works with. */
export interface CatalogParts {
  db: Kysely<CatalogTables>
  deps: Deps<{ merchants: typeof merchants }>
  taxonomy: TaxonomyCopy
}
