import type { SealingKey } from '../sealing/index.ts'

/** An OpenID Connect issuer that people may log in with. */
export interface OidcIssuer {
  /** Short name in our own addresses, such as `acme`. */
  id: string
  /** What people know it by. */
  label: string
  /** Its address, as its tokens name it. */
  issuer: string
  clientId: string
  clientSecret: string
}

/** The settings every service may read. */
export interface PlatformConfig {
  /** Public address of the one origin, such as `http://localhost:4000`. */
  publicUrl: string
  production: boolean
  /** Demo mode: seeds, sandbox providers, shown log-ins. */
  demo: boolean
  /** Only this machine can reach the server; demo log-ins work only then. */
  loopbackOnly: boolean
  /** Who else may say who somebody is: OpenID Connect issuers, in the order in which they are offered. */
  oidcIssuers: readonly OidcIssuer[]
  /** Whether the admin portal asks every operator for a second factor. */
  operatorSecondFactor: boolean
  secret: string
  /** Keys for people's numbers, the one for new ones first; empty where none was given beyond this machine. */
  sealingKeys: readonly SealingKey[]
  /** Days after its parcel has arrived for which a number for the customs is kept. */
  customsIdKeepDays: number
  /** Years after the end of the year of payment for which an invoice's name and address are kept after an erasure. */
  invoiceKeepYears: number
  dataDir: string
  sandboxPspUrl: string
  sandboxPspKey: string
  sandboxPspWebhookSecret: string
  orderTtlSeconds: number
  transferTtlSeconds: number
  /** Who translates by machine; undefined when nobody does. */
  translator?: { provider: 'deepl' | 'google'; key: string; url?: string }
  /** Where exchange rates are read; absent where nobody reads them. */
  fxFeedUrl?: string
  /** For how long rates that were read may be used; 0 is without end. */
  fxMaxAgeDays: number
  /** The same for rates that people wrote. */
  fxManualMaxAgeDays: number
  /** Seconds between two events of a simulated parcel; 0 leaves parcels where they are. */
  carrierStepSeconds: number
}

/** Everything the program is told from outside, checked. Durations in seconds unless the name says otherwise. */
export interface AppConfig extends PlatformConfig {
  /** First port to try. */
  port: number
  /** Addresses to listen on, such as `['127.0.0.1', '::1']`. */
  hosts: readonly string[]
  /** PostgreSQL address; the embedded server when absent. */
  databaseUrl?: string
  /** Most connections of this process to PostgreSQL. */
  poolMax: number
  seed: 'demo' | 'none'
  /** Whether answers are kept for a while. */
  cache: 'on' | 'off'
  /** Whether this process hands on facts and does tasks. */
  background: 'on' | 'off'
  /** Names of the services to run, or all. */
  targets: readonly string[] | 'all'
  /** Where services that run elsewhere answer, by name: `{ catalog: 'http://10.0.0.7:4000' }`. */
  targetUrls: Readonly<Record<string, string>>
  smtpUrl?: string
  mailFrom: string
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Whose `X-Forwarded-*` to believe: nobody, so many proxies in front, or proxies at these addresses. */
  trustProxy: false | number | readonly string[]
  /** Opens `/metrics` to `Authorization: Bearer`; without it only this machine may read them, in production nobody. */
  metricsToken?: string
  /** Requests per minute and address; 0 is no limit. Log-in and its like have stricter limits of their own. */
  requestsPerMinute: number
  keys: DerivedKeys
}

/** Keys for one purpose each, 32 bytes, derived from the secret, so that no purpose can forge another's. */
export interface DerivedKeys {
  /** Signs the context of calls between processes. */
  internalCalls: Buffer
  /** Signs and encrypts sessions and one-time tokens. */
  tokens: Buffer
  /** Signs the addresses of private files. */
  fileLinks: Buffer
  /** Signs cookies that need it, such as the guest key. */
  cookies: Buffer
  /** Hashes requests that may be repeated. */
  requests: Buffer
  /** Hashes whose attempts are counted. */
  attempts: Buffer
}
