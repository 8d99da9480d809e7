import { AppError, invalid, maskCustomsId, type CustomsIdKind } from '@tradewind/kernel'
import { createSealer, type Sealer } from '@tradewind/platform/sealing'
import type { OrdersDeps } from '../orders.deps.ts'
import { readCustomsId } from './customs-ids.rules.ts'

/** A number as its row keeps it; `sealed` is base64. */
export interface SealedCustomsId {
  kind: CustomsIdKind
  keyId: string
  sealed: string
  masked: string
}

export const sealerOf = ({ config }: Pick<OrdersDeps, 'config'>): Sealer => createSealer(config.sealingKeys)

/** Whether numbers can be taken: without a key none is asked, and nothing that needs one is sold. */
export const canSeal = (deps: Pick<OrdersDeps, 'config'>): boolean => sealerOf(deps).keyId !== undefined

/** What a number is bound to: this use, for the goods of one store's part. */
export const purposeOf = (subOrderId: string): string => `customs-id:${subOrderId}`

/** A reader of what the buyer gave, that seals it for one part; throws 400 at the field, 503 where there is no key. */
export function customsIdFrom(
  deps: Pick<OrdersDeps, 'config'>,
  kinds: readonly CustomsIdKind[],
  given: string | undefined,
): (subOrderId: string) => SealedCustomsId {
  const sealer = sealerOf(deps)
  if (sealer.keyId === undefined) throw new AppError(503, 'orders.customs-id-closed')
  if (given === undefined || given.trim() === '') throw wrong('orders.customs-id-missing')
  const read = readCustomsId(kinds, given)
  if (!read) throw wrong('orders.customs-id-invalid')
  const { kind, number } = read
  return (subOrderId) => {
    const { keyId, bytes } = sealer.seal(number, purposeOf(subOrderId))
    return { kind, keyId, sealed: bytes.toString('base64'), masked: maskCustomsId(number) }
  }
}

const wrong = (code: string) => invalid([{ path: 'customsId', code }], code)
