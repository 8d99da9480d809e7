import { unreadableAbroad, type PostalAddress, type WrittenAddress } from '@tradewind/addresses'
import { checkedAddress } from '@tradewind/addresses/check'
import { asStore } from '@tradewind/platform/db'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { decodeCursor, invalid, isCurrency, newId, notFound, pageOf, stale } from '@tradewind/kernel'
import type { Transaction } from 'kysely'
import { storeChanged, storeOpened, type merchants } from '../contract/index.ts'
import { storeOf, type MerchantsDeps } from '../merchants.deps.ts'
import type { MerchantsTables } from '../tables.ts'
import {
  findStore,
  findStoreBySlug,
  findStoreIds,
  getStoresById,
  insertContracts,
  insertStores,
  listOpenStores,
  listStores,
  lockStore,
  updateStoreStatus,
  updateStoreTexts,
  type StoreRow,
} from './stores.queries.ts'
import { contractOf, settingsOf, shownStore, storeIn } from './stores.views.ts'

type Settings = OutputOf<typeof merchants.getOwnStore>

const PAGE = 50
const IMPORT_AT_ONCE = 200

export function storeActions({ db, emit, emitAll }: MerchantsDeps) {
  /** Changes a store under its lock, where `work` says that there is a change, and answers it as it is then. */
  const change = (
    storeId: string,
    work: (tx: Transaction<MerchantsTables>, status: StoreRow['status']) => Promise<boolean>,
  ): Promise<StoreRow> =>
    db.transaction().execute(async (tx) => {
      const status = await lockStore(tx, storeId)
      if (!status) throw notFound()
      if (await work(tx, status)) await emit(tx, storeChanged, storeId, { storeId })
      return found(await findStore(tx, storeId))
    })

  return {
    async getStore({ locale }: CallContext, { slug }: InputOf<typeof merchants.getStore>) {
      return storeIn(locale, found(await findStoreBySlug(db, slug)))
    },

    async listOpenStores(
      { locale }: CallContext,
      { cursor, limit = PAGE }: InputOf<typeof merchants.listOpenStores>,
    ): Promise<OutputOf<typeof merchants.listOpenStores>> {
      const [afterSlug] = cursor === undefined ? [''] : decodeCursor(cursor, 'text')
      const rows = await listOpenStores(db, afterSlug, limit + 1)
      const { items, nextCursor } = pageOf(rows, limit, ({ slug }) => [slug])
      return { items: items.map((row) => storeIn(locale, row)), nextCursor }
    },

    async listStores(
      _ctx: CallContext,
      { cursor, limit = PAGE }: InputOf<typeof merchants.listStores>,
    ): Promise<OutputOf<typeof merchants.listStores>> {
      const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, 'text')
      const rows = await listStores(db, beforeId, limit + 1)
      const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id])
      return { items: items.map(settingsOf), nextCursor }
    },

    async getStores(
      _ctx: CallContext,
      { storeIds }: InputOf<typeof merchants.getStores>,
    ): Promise<Settings[]> {
      return (await getStoresById(db, storeIds)).map((row) => settingsOf(shownStore(row)))
    },

    async getOwnStore(ctx: CallContext): Promise<Settings> {
      const storeId = storeOf(ctx)
      return asStore(db, storeId, async (tx) => settingsOf(found(await findStore(tx, storeId))))
    },

    async updateOwnStore(
      ctx: CallContext,
      input: InputOf<typeof merchants.updateOwnStore>,
    ): Promise<Settings> {
      if (!Object.values(input.name).some((name) => name.trim()))
        throw invalid([{ path: 'name', code: 'platform.required' }])
      const storeId = storeOf(ctx)
      const returnAddress = input.returnAddress && (await checkedReturns(input.returnAddress))
      const texts = { ...input, returnAddress }
      return asStore(db, storeId, async (tx) => {
        const updated = await updateStoreTexts(tx, storeId, ctx.ifMatch ?? 0, texts)
        const settings = settingsOf(found(await findStore(tx, storeId)))
        if (!updated) throw stale(settings)
        await emit(tx, storeChanged, storeId, { storeId })
        return settings
      })
    },

    /** Why stands in the audit log. */
    async suspend(_ctx: CallContext, input: InputOf<typeof merchants.suspend>): Promise<Settings> {
      const { storeId, suspended } = input
      const status = suspended ? 'suspended' : 'open'
      const row = await change(storeId, async (tx, current) => {
        if (current === status) return false
        await updateStoreStatus(tx, storeId, status)
        return true
      })
      return settingsOf(row)
    },

    async createContract(_ctx: CallContext, input: InputOf<typeof merchants.createContract>) {
      const { storeId, ...terms } = input
      const row = await change(storeId, async (tx) => {
        await insertContracts(tx, [{ id: newId('ctr'), storeId, terms }])
        return true
      })
      return contractOf(row)
    },

    async importStores(
      _ctx: CallContext,
      { stores }: InputOf<typeof merchants.importStores>,
    ): Promise<OutputOf<typeof merchants.importStores>> {
      stores.forEach(({ currency }, index) => {
        if (!isCurrency(currency))
          throw invalid([{ path: `stores.${index}.currency`, code: 'platform.not-allowed' }])
      })
      for (let from = 0; from < stores.length; from += IMPORT_AT_ONCE) {
        const batch = stores
          .slice(from, from + IMPORT_AT_ONCE)
          .map((store) => ({ ...store, id: newId('sto'), ownerId: store.ownerId ?? null }))
        await db.transaction().execute(async (tx) => {
          const added = await insertStores(tx, batch)
          const opened = batch.filter(({ id }) => added.has(id))
          if (opened.length === 0) return
          await insertContracts(
            tx,
            opened.map((terms) => ({ id: newId('ctr'), storeId: terms.id, terms })),
          )
          const facts = opened.map(({ id, ownerId }) => ({ key: id, payload: { storeId: id, ownerId } }))
          await emitAll(tx, storeOpened, facts)
        })
      }
      return findStoreIds(
        db,
        stores.map(({ slug }) => slug),
      )
    },
  }
}

function found(row: StoreRow | undefined): StoreRow {
  if (!row) throw notFound()
  return row
}

/** Buyers abroad send there, too, by carriers who read no script but Latin. */
async function checkedReturns(input: WrittenAddress): Promise<PostalAddress> {
  const address = await checkedAddress(input, 'returnAddress')
  const fields = Object.entries(unreadableAbroad(address)).map(([part, code]) => ({
    path: `returnAddress.${part}`,
    code,
  }))
  if (fields.length > 0) throw invalid(fields)
  return address
}
