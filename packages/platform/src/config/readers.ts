import type { SealingKey } from '../sealing/index.ts'
import type { OidcIssuer } from './config.types.ts'
import { isIP } from 'node:net'

/** Reads the text of one variable; throws BadValue. `kind` says what it takes, for faults and for the guide. */
export interface Reader<T> {
  kind: string
  read(text: string): T
}

/** What a value should have been, as the end of "PORT must be …". */
export class BadValue extends Error {
  override readonly name = 'BadValue'
}

const reader = <T>(kind: string, read: (text: string) => T | undefined): Reader<T> => ({
  kind,
  read: (text) => {
    const value = read(text)
    if (value === undefined) throw new BadValue(kind)
    return value
  },
})

export const wholeNumber = (minimum: number, maximum: number): Reader<number> =>
  reader(`a whole number from ${minimum} to ${maximum}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1
    return value >= minimum && value <= maximum ? value : undefined
  })

export const oneOf = <const T extends string>(...values: readonly T[]): Reader<T> =>
  reader(`one of ${values.join(', ')}`, (text) => values.find((value) => value === text))

export const text = (kind: string, minimum: number, maximum: number): Reader<string> =>
  reader(`${kind} of ${minimum} to ${maximum} characters`, (value) =>
    value.length >= minimum && value.length <= maximum && !/[\r\n\0]/.test(value) ? value : undefined,
  )

/** Words of lower-case letters, or the word `all`. */
export const namesOrAll: Reader<readonly string[] | 'all'> = reader(
  '"all" or names of services with commas between',
  (value) => {
    const names = list(value)
    if (names.length === 1 && names[0] === 'all') return 'all'
    return names.length > 0 && names.every((name) => /^[a-z]+$/.test(name) && name !== 'all')
      ? names
      : undefined
  },
)

/** `2026:<base64 of 32 bytes>`, the key in use first. */
export const sealingKeys: Reader<readonly SealingKey[]> = reader(
  '`id:base64` of 32 bytes, with commas between',
  (value) => {
    const keys = list(value).map((entry) => {
      const [, id = '', key = ''] = /^([a-z0-9-]{1,20}):([A-Za-z0-9+/_=-]{43,44})$/.exec(entry) ?? []
      return { id, key: Buffer.from(key, 'base64') }
    })
    const distinct = new Set(keys.map(({ id }) => id)).size === keys.length
    return keys.length > 0 && distinct && keys.every(({ id, key }) => id !== '' && key.length === 32)
      ? keys
      : undefined
  },
)

const ISSUER_FIELDS = ['id', 'label', 'issuer', 'clientId', 'clientSecret'] as const

/** A list in JSON of at most ten, each with an id of its own; over http only on this machine. */
export const oidcIssuers: Reader<readonly OidcIssuer[]> = reader(
  'JSON: `[{"id", "label", "issuer", "clientId", "clientSecret"}]`',
  (value) => {
    const given = parseJson(value)
    if (!Array.isArray(given) || given.length > 10 || !given.every(isIssuer)) return undefined
    return new Set(given.map(({ id }) => id)).size === given.length ? given : undefined
  },
)

function isIssuer(given: unknown): given is OidcIssuer {
  if (typeof given !== 'object' || given === null) return false
  const fields = given as Readonly<Record<string, unknown>>
  const isText = (field: unknown) => typeof field === 'string' && field !== '' && field.length <= 500
  if (!ISSUER_FIELDS.every((name) => isText(fields[name]))) return false
  const url = parseUrl(String(fields['issuer']), ['https:', 'http:'])
  const reached = url !== undefined && (url.protocol === 'https:' || isLoopback(url.hostname))
  return reached && /^[a-z0-9-]{1,20}$/.test(String(fields['id']))
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

export const addresses: Reader<readonly string[]> = reader(
  'IP addresses or "localhost", with commas between',
  (value) => {
    const hosts = list(value)
    return hosts.length > 0 && hosts.every((host) => host === 'localhost' || isIP(host) > 0)
      ? hosts
      : undefined
  },
)

/** Scheme, host and port, nothing behind them: what links are built on. */
export const origin: Reader<string> = reader(
  'an address such as https://mall.example, without a path',
  (value) => {
    const url = parseUrl(value, ['http:', 'https:'])
    return url && url.pathname === '/' && !url.search && !url.hash && !url.username ? url.origin : undefined
  },
)

export const address = (example: string, ...schemes: readonly string[]): Reader<string> =>
  reader(`an address such as ${example}`, (value) => (parseUrl(value, schemes) ? value : undefined))

/** A file on the web, or the word `off`. */
export const feed: Reader<string> = reader(
  '"off" or an address such as https://bank.example/rates.xml',
  (value) => (value === 'off' || parseUrl(value, ['http:', 'https:']) ? value : undefined),
)

export const proxies: Reader<false | number | readonly string[]> = reader(
  '"none", the number of proxies in front, or their addresses (CIDR allowed) with commas between',
  (value) => {
    if (value === 'none') return false
    if (/^[1-9]$/.test(value)) return Number(value)
    const networks = list(value)
    return networks.length > 0 && networks.every(isNetwork) ? networks : undefined
  },
)

/** Whether a host is of this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function parseUrl(value: string, schemes: readonly string[]): URL | undefined {
  const url = URL.parse(value)
  return url && schemes.includes(url.protocol) && url.hostname !== '' ? url : undefined
}

function isNetwork(value: string): boolean {
  const [host = '', bits, ...more] = value.split('/')
  const version = isIP(host)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
