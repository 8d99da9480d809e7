import { kernelError } from './errors.ts'

/** A prefixed identifier, such as `ord_01jd8v3k9c…`; the prefix keeps an order's id from passing as a product's. */
export type Id<Prefix extends string = string> = `${Prefix}_${string}`

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const BODY = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/
const PREFIX = /^[a-z][a-z0-9]{0,15}$/

const VERSION_7 = 0x7000
const VARIANT = 2n << 62n

let lastMs = 0
let counter = 0

/**
 * A new identifier: the prefix, `_`, and 26 characters of lower-case Crockford base32 holding a UUIDv7.
 * Ids made by one process sort as text in the order they were made; across processes, by millisecond.
 * Source: RFC 9562 section 5.7, counter by section 6.2 method 1. Throws 500 `platform.bad-id` on a bad prefix.
 */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  if (!PREFIX.test(prefix)) throw kernelError(500, 'platform.bad-id', { id: prefix })
  const [high = 0n, low = 0n] = globalThis.crypto.getRandomValues(new BigUint64Array(2))
  advance(Number(high & 0x7ffn))
  const time = (BigInt(lastMs) << 16n) | BigInt(VERSION_7 | counter)
  return `${prefix}_${encode((time << 64n) | VARIANT | BigInt.asUintN(62, low))}`
}

/** Starts each millisecond in the lower half of the 12-bit counter, and borrows from the next when it runs full. */
function advance(start: number): void {
  const nowMs = Date.now()
  if (nowMs <= lastMs && counter < 0xfff) {
    counter += 1
  } else {
    lastMs = Math.max(nowMs, lastMs + 1)
    counter = start
  }
}

function encode(bits: bigint): string {
  let text = ''
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET.charAt(Number((bits >> shift) & 31n))
  return text
}

/** Whether the value is an identifier of this prefix. */
export const isId = <Prefix extends string>(prefix: Prefix, value: unknown): value is Id<Prefix> =>
  typeof value === 'string' && value.startsWith(`${prefix}_`) && BODY.test(value.slice(prefix.length + 1))

/** When the identifier was made, to the millisecond; throws 400 `platform.bad-id`. */
export function idTime(id: string): Date {
  const [prefix = '', body = ''] = id.split('_')
  if (!isId(prefix, id)) throw kernelError(400, 'platform.bad-id', { id: id.slice(0, 64) })
  // 10 characters hold 50 bits: two of padding, then the 48 bits of milliseconds
  const digits = body.slice(0, 10).split('')
  return new Date(digits.reduce((ms, digit) => ms * 32 + ALPHABET.indexOf(digit), 0))
}
