import { sql, type Kysely, type QueryExecutorProvider, type Selectable } from 'kysely'
import type { Static } from 'typebox'
import type { AddressSchema } from '@tradewind/platform/contract'
import { machineMarksOf, type MachineMarks } from '@tradewind/platform/texts'
import type { Contract, StoreStatus } from '../contract/index.ts'
import type { ContractsTable, MerchantsTables, StoresTable } from '../tables.ts'

type Db = Kysely<MerchantsTables>
export type StoreRow = Selectable<StoresTable> &
  Omit<Selectable<ContractsTable>, 'id' | 'store_id'> & { contract_id: string; machine_marks: MachineMarks }
export type Terms = Pick<
  Static<typeof Contract>,
  'businessModel' | 'commissionBasisPoints' | 'settlementPeriod'
>

export interface NewStore {
  id: string
  slug: string
  name: Record<string, string>
  description: Record<string, string>
  country: string
  currency: string
  ownerId: string | null
  returnAddress?: Static<typeof AddressSchema>
}

// The latest contract is the one in force: terms hold from when they are written.
const STORES = sql`
  select s.*, c.id as contract_id, c.business_model, c.commission_basis_points, c.settlement_period, c.valid_from,
    ${machineMarksOf('merchants', 'store', sql`s.id`)} as machine_marks
  from merchants.stores s
  cross join lateral (
    select * from merchants.contracts where store_id = s.id order by valid_from desc limit 1
  ) c`

export async function findStore(db: QueryExecutorProvider, id: string): Promise<StoreRow | undefined> {
  const { rows } = await sql<StoreRow>`${STORES} where s.id = ${id}`.execute(db)
  return rows[0]
}

export async function findStoreBySlug(
  db: QueryExecutorProvider,
  slug: string,
): Promise<StoreRow | undefined> {
  const { rows } = await sql<StoreRow>`${STORES} where s.slug = ${slug}`.execute(db)
  return rows[0]
}

export async function getStoresById(db: QueryExecutorProvider, ids: readonly string[]): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`${STORES} where s.id = any(${[...ids]})`.execute(db)
  return rows
}

/** By slug, from behind one on. */
export async function listOpenStores(
  db: QueryExecutorProvider,
  afterSlug: string,
  limit: number,
): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`${STORES} where s.status = 'open' and s.slug > ${afterSlug}
    order by s.slug limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** Newest first, from below an id on. */
export async function listStores(
  db: QueryExecutorProvider,
  beforeId: string | undefined,
  limit: number,
): Promise<StoreRow[]> {
  const from = beforeId === undefined ? sql`` : sql`where s.id < ${beforeId}`
  const { rows } = await sql<StoreRow>`${STORES} ${from} order by s.id desc limit ${sql.lit(limit)}`.execute(
    db,
  )
  return rows
}

/** Adds those whose slug is free; answers their ids. */
export async function insertStores(db: Db, stores: readonly NewStore[]): Promise<Set<string>> {
  const rows = await db
    .insertInto('merchants.stores')
    .values(
      stores.map((store) => ({
        id: store.id,
        slug: store.slug,
        name: JSON.stringify(store.name),
        description: JSON.stringify(store.description),
        country: store.country,
        currency: store.currency,
        owner_id: store.ownerId,
        return_address: store.returnAddress && JSON.stringify(store.returnAddress),
      })),
    )
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export async function findStoreIds(
  db: Db,
  slugs: readonly string[],
): Promise<{ slug: string; id: string }[]> {
  return db
    .selectFrom('merchants.stores')
    .select(['slug', 'id'])
    .where('slug', '=', sql<string>`any(${[...slugs]})`)
    .orderBy('slug')
    .execute()
}

/** Locks a store, so that changes of its status and contract follow each other. */
export async function lockStore(db: Db, id: string): Promise<Static<typeof StoreStatus> | undefined> {
  const row = await db
    .selectFrom('merchants.stores')
    .select('status')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.status
}

export async function updateStoreStatus(
  db: Db,
  id: string,
  status: Static<typeof StoreStatus>,
): Promise<void> {
  await db
    .updateTable('merchants.stores')
    .set((eb) => ({ status, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** False when the version is no longer the given one. */
export async function updateStoreTexts(
  db: Db,
  id: string,
  version: number,
  { name, description, returnAddress }: Pick<NewStore, 'name' | 'description' | 'returnAddress'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('merchants.stores')
    .set((eb) => ({
      name: JSON.stringify(name),
      description: JSON.stringify(description),
      ...(returnAddress && { return_address: JSON.stringify(returnAddress) }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertContracts(
  db: Db,
  contracts: readonly { id: string; storeId: string; terms: Terms }[],
): Promise<void> {
  await db
    .insertInto('merchants.contracts')
    .values(
      contracts.map(({ id, storeId, terms }) => ({
        id,
        store_id: storeId,
        business_model: terms.businessModel,
        commission_basis_points: terms.commissionBasisPoints,
        settlement_period: terms.settlementPeriod,
      })),
    )
    .execute()
}
