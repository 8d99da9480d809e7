import { checkedAddress } from '@tradewind/addresses/check'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { newId, notFound, refused } from '@tradewind/kernel'
import type { Transaction } from 'kysely'
import type { account } from '../contract/index.ts'
import { callerOf, type IdentityDeps } from '../identity.deps.ts'
import type { IdentityTables } from '../tables.ts'
import {
  deleteAddress,
  insertAddress,
  listAddresses,
  lockAddressBook,
  setDefaultAddress,
  updateAddress,
  type AddressRow,
} from './addresses.queries.ts'

type SavedAddress = OutputOf<typeof account.createAddress>

const MOST_ADDRESSES = 50

const savedAddress = ({ id, address, is_default }: AddressRow): SavedAddress => ({
  id,
  address,
  isDefault: is_default,
})

export function addressActions({ db }: IdentityDeps) {
  /** Runs one change of a person's book; where there are addresses, one of them is the default. */
  const change = <T>(userId: string, work: (tx: Transaction<IdentityTables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      await lockAddressBook(tx, userId)
      const result = await work(tx)
      const [first] = await listAddresses(tx, userId)
      if (first && !first.is_default) await setDefaultAddress(tx, userId, first.id)
      return result
    })

  const saved = async (tx: Transaction<IdentityTables>, userId: string, addressId: string) => {
    const row = (await listAddresses(tx, userId)).find(({ id }) => id === addressId)
    if (!row) throw notFound()
    return savedAddress(row)
  }

  return {
    async listAddresses(ctx: CallContext): Promise<OutputOf<typeof account.listAddresses>> {
      return { items: (await listAddresses(db, callerOf(ctx).userId)).map(savedAddress) }
    },

    async createAddress(
      ctx: CallContext,
      input: InputOf<typeof account.createAddress>,
    ): Promise<SavedAddress> {
      const { userId } = callerOf(ctx)
      const address = await checkedAddress(input.address, 'address')
      return change(userId, async (tx) => {
        const { length } = await listAddresses(tx, userId)
        if (length >= MOST_ADDRESSES) throw refused('identity.too-many-addresses', { max: MOST_ADDRESSES })
        const id = newId('adr')
        await insertAddress(tx, userId, { id, address, is_default: false })
        if (input.isDefault || length === 0) await setDefaultAddress(tx, userId, id)
        return saved(tx, userId, id)
      })
    },

    async updateAddress(
      ctx: CallContext,
      input: InputOf<typeof account.updateAddress>,
    ): Promise<SavedAddress> {
      const { userId } = callerOf(ctx)
      const address = await checkedAddress(input.address, 'address')
      return change(userId, async (tx) => {
        if (!(await updateAddress(tx, userId, input.addressId, address))) throw notFound()
        if (input.isDefault) await setDefaultAddress(tx, userId, input.addressId)
        return saved(tx, userId, input.addressId)
      })
    },

    async deleteAddress(
      ctx: CallContext,
      { addressId }: InputOf<typeof account.deleteAddress>,
    ): Promise<{ done: true }> {
      const { userId } = callerOf(ctx)
      return change(userId, async (tx) => {
        if (!(await deleteAddress(tx, userId, addressId))) throw notFound()
        return { done: true } as const
      })
    },
  }
}
