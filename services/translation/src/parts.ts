import type { Kysely } from 'kysely'
import { catalog } from '@tradewind/catalog/contract'
import { content } from '@tradewind/content/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { forbidden, notFound } from '@tradewind/kernel'
import { merchants } from '@tradewind/merchants/contract'
import {
  storeOf,
  systemContext,
  type Actor,
  type CallContext,
  type Service,
  type textRoutes,
} from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import type { TranslationTables } from './tables.ts'

export const uses = { merchants, catalog, fulfilment, content }

export interface TranslationParts {
  db: Kysely<TranslationTables>
  deps: Deps<typeof uses>
}

/** What reaches the owners of texts. */
export interface Owners {
  deps: Pick<Deps<typeof uses>, 'calls'>
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
  brand: 'content',
  legal: 'content',
}

/** What a merchant's staff needs to write what the texts of a kind belong to, where it is not products. */
const PERMISSIONS: Readonly<Record<string, string>> = { store: 'store.write', method: 'store.write' }

/** The store whose texts the caller may touch; undefined for the operator, who may touch all. */
export const storeFor = ({ actor }: CallContext): string | undefined =>
  actor.kind === 'operator' ? undefined : storeOf(actor)

/** Who asks the owners of texts, within the caller's time. */
export const asHouse = ({ deadline }: CallContext): CallContext => ({
  ...systemContext('translation'),
  deadline,
})

/** Who writes a text, for the audit of the service that owns it. */
export const writerOf = ({
  actor,
}: CallContext): { writer?: { actor: string; role: 'merchant' | 'operator' } } =>
  actor.kind === 'merchant' || actor.kind === 'operator'
    ? { writer: { actor: actor.userId, role: actor.kind } }
    : {}

/** Refuses a merchant's staff the texts of what they may not write; operators are asked by the contract. */
export function assertMayTranslate(actor: Actor, kind: string): void {
  if (actor.kind === 'merchant' && !actor.permissions.includes(PERMISSIONS[kind] ?? 'products.write'))
    throw forbidden()
}

/** The texts of a kind, at the service that owns them. */
export function ownerOf(
  { deps }: Owners,
  kind: string,
): Pick<Service<ReturnType<typeof textRoutes>>, 'listTexts' | 'saveTexts'> {
  const owner = OWNERS[kind]
  if (owner === undefined) throw notFound()
  return deps.calls[owner]
}
