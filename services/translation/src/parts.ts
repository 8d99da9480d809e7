import type { Kysely } from 'kysely'
import { catalog } from '@tradewind/catalog/contract'
import { content } from '@tradewind/content/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { notFound } from '@tradewind/kernel'
import { merchants } from '@tradewind/merchants/contract'
import type { Service, textRoutes } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import type { TranslationTables } from './tables.ts'

export const uses = { merchants, catalog, fulfilment, content }

export interface TranslationParts {
  db: Kysely<TranslationTables>
  deps: Deps<typeof uses>
}

/** Who owns the texts of each kind. */
const OWNERS: Readonly<Record<string, keyof typeof uses>> = {
  product: 'catalog',
  category: 'catalog',
  attribute: 'catalog',
  option: 'catalog',
  value: 'catalog',
  store: 'merchants',
  method: 'fulfilment',
  page: 'content',
}

/** The texts of a kind, at the service that owns them. */
export function ownerOf(
  { deps }: TranslationParts,
  kind: string,
): Pick<Service<ReturnType<typeof textRoutes>>, 'listTexts' | 'saveTexts'> {
  const owner = OWNERS[kind]
  if (owner === undefined) throw notFound()
  return deps.calls[owner]
}
