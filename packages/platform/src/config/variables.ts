import {
  address,
  addresses,
  feed,
  namesOrAll,
  oidcIssuers,
  oneOf,
  origin,
  proxies,
  sealingKeys,
  text,
  wholeNumber,
  type Reader,
} from './readers.ts'

/** A variable of the environment: how it is read, what holds when it is not set, what it is for. */
export interface Variable<T> {
  reader: Reader<T>
  /** Text read when it is not set. */
  standard?: string
  /** What holds instead when there is no fixed standard. */
  otherwise?: string
  meaning: string
  /** Never shown, not even when it is faulty. */
  secret?: boolean
}

const variable = <T, const Rest extends Omit<Variable<T>, 'reader'>>(reader: Reader<T>, rest: Rest) => ({
  reader,
  ...rest,
})

/** Every variable that the program reads; the guide's table is made from it. */
export const VARIABLES = {
  NODE_ENV: variable(oneOf('development', 'test', 'production'), {
    standard: 'development',
    meaning: 'In production nothing is shown or opened that only helps developers.',
  }),
  PORT: variable(wholeNumber(0, 65535), {
    standard: '4000',
    meaning: 'First port to try; 0 takes any free one.',
  }),
  HOST: variable(addresses, {
    standard: '127.0.0.1,::1',
    meaning: 'Addresses to listen on. Beyond this machine, `TRADEWIND_SECRET` is required.',
  }),
  PUBLIC_URL: variable(origin, {
    otherwise: '`http://localhost:<PORT>`',
    meaning: 'Address under which people reach the mall; https in production.',
  }),
  DATA_DIR: variable(text('a folder', 1, 4096), {
    standard: '.data',
    meaning: 'Folder of everything kept on disk: database, files, mails, secret.',
  }),
  DATABASE_URL: variable(
    address('postgres://user:password@host:5432/tradewind', 'postgres:', 'postgresql:'),
    {
      otherwise: 'the embedded PostgreSQL',
      secret: true,
      meaning: 'PostgreSQL server to use.',
    },
  ),
  POOL_MAX: variable(wholeNumber(1, 500), {
    standard: '10',
    meaning: 'Most connections of one process to PostgreSQL.',
  }),
  TRADEWIND_SEED: variable(oneOf('demo', 'none'), {
    otherwise: '`demo`; `none` in production',
    meaning: 'Demo goods with sandbox providers and shown log-ins, or an empty mall.',
  }),
  TRADEWIND_SECRET: variable(text('a random text', 32, 1024), {
    otherwise: 'made once and kept in `DATA_DIR`',
    secret: true,
    meaning: 'What every key is derived from; the same in all processes.',
  }),
  OIDC_ISSUERS: variable(oidcIssuers, {
    otherwise: 'nobody else',
    secret: true,
    meaning:
      'Who else people may log in with, by OpenID Connect. Register `<PUBLIC_URL>/log-in/return` there as the address to come back to.',
  }),
  OPERATOR_SECOND_FACTOR: variable(oneOf('on', 'off'), {
    standard: 'off',
    meaning:
      'On admits operators to the admin portal only by two factors, such as password and code, or by passkey.',
  }),
  SEALING_KEYS: variable(sealingKeys, {
    otherwise: 'derived from the secret on this machine alone; beyond it there are none',
    secret: true,
    meaning:
      'Keys that encrypt the numbers by which customs know buyers. A new key goes before the old one, which may go when all is encrypted anew. Without keys, countries that ask for such a number cannot be sold to.',
  }),
  CUSTOMS_ID_KEEP_DAYS: variable(wholeNumber(1, 3650), {
    standard: '90',
    meaning: 'Days after its parcel has arrived for which such a number is kept.',
  }),
  INVOICE_KEEP_YEARS: variable(wholeNumber(0, 30), {
    standard: '10',
    meaning:
      'Years after the end of the year of payment for which name and address on an invoice outlast the erasure of an account. The standard follows section 147 of the German AO and section 257 of the HGB; ask what holds where you are.',
  }),
  CACHE: variable(oneOf('on', 'off'), {
    standard: 'on',
    meaning: 'Off makes every answer anew, to measure what it costs.',
  }),
  BACKGROUND: variable(oneOf('on', 'off'), {
    standard: 'on',
    meaning: 'Off for a process that only answers, while others hand on facts and do tasks.',
  }),
  TARGETS: variable(namesOrAll, {
    standard: 'all',
    meaning: 'Services that this process runs.',
  }),
  SMTP_URL: variable(address('smtps://user:password@host:465', 'smtp:', 'smtps:'), {
    otherwise: 'mails stay in `DATA_DIR`, to be read at `/mailbox`',
    secret: true,
    meaning: 'Server that sends mails.',
  }),
  MAIL_FROM: variable(text('a sender', 3, 320), {
    standard: 'Tradewind <mall@localhost>',
    meaning: 'Sender of mails.',
  }),
  ORDER_TTL_SECONDS: variable(wholeNumber(5, 604_800), {
    standard: '1800',
    meaning: 'Seconds for which an unpaid order keeps its goods.',
  }),
  TRANSFER_TTL_SECONDS: variable(wholeNumber(5, 1_209_600), {
    standard: '259200',
    meaning:
      'The same for an order that is paid by bank transfer or at a counter, whose money comes days later.',
  }),
  CARRIER_STEP_SECONDS: variable(wholeNumber(0, 604_800), {
    standard: '20',
    meaning: 'In a demo, seconds between two events of a parcel; 0 leaves parcels where they are.',
  }),
  SANDBOX_PSP_URL: variable(origin, {
    standard: 'http://localhost:4100',
    meaning: 'Address of the sandbox payment provider.',
  }),
  SANDBOX_PSP_KEY: variable(text('a key', 16, 200), {
    otherwise: 'derived from the secret',
    secret: true,
    meaning: 'What we show to the sandbox payment provider.',
  }),
  SANDBOX_PSP_WEBHOOK_SECRET: variable(text('a key', 16, 200), {
    otherwise: 'derived from the secret',
    secret: true,
    meaning: 'What the sandbox payment provider signs its webhooks with.',
  }),
  FX_FEED_URL: variable(feed, {
    otherwise: 'the ECB’s daily file in production; `off` elsewhere',
    meaning: 'Where exchange rates are read, in the format of the ECB (XML or CSV); `off` for none.',
  }),
  FX_MAX_AGE_DAYS: variable(wholeNumber(0, 365), {
    standard: '10',
    meaning: 'Days for which rates that were read there may be used; 0 is without end.',
  }),
  FX_MANUAL_MAX_AGE_DAYS: variable(wholeNumber(0, 3650), {
    otherwise: '`92` in production; `0` elsewhere',
    meaning:
      'Days for which rates that people wrote may be used, that of the SDR (limit of form CN 22) too; 0 is without end.',
  }),
  TRANSLATION_PROVIDER: variable(oneOf('none', 'deepl', 'google'), {
    standard: 'none',
    meaning: 'Who translates by machine; `npm start` uses its sandbox.',
  }),
  TRANSLATION_KEY: variable(text('a key', 8, 200), {
    otherwise: 'no machine translation',
    secret: true,
    meaning: 'What we show to the translation provider.',
  }),
  TRANSLATION_URL: variable(origin, {
    otherwise: 'the provider’s own address',
    meaning: 'Address of the translation provider.',
  }),
  TRUST_PROXY: variable(proxies, {
    standard: 'none',
    meaning: 'Proxies whose `X-Forwarded-*` headers are believed.',
  }),
  REQUESTS_PER_MINUTE: variable(wholeNumber(0, 1_000_000), {
    otherwise: '`1200`; `0` where only this machine can reach the server',
    meaning:
      'Requests per minute and address, counted by each process for itself, since it guards that process; 0 is no limit. Where several answer, the proxy before them has to limit for all together. Log-in, reset and their like, and the making of guests, have limits of their own, counted over all processes.',
  }),
  METRICS_TOKEN: variable(text('a token', 16, 200), {
    otherwise: 'figures for this machine only; in production for nobody',
    secret: true,
    meaning: 'Opens `/metrics` as `Authorization: Bearer`.',
  }),
  LOG_LEVEL: variable(oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'), {
    standard: 'info',
    meaning: 'Least level that is logged.',
  }),
}

/** `TARGET_CATALOG_URL` and its like: where a service answers that this process does not run. */
export const TARGET_URL = {
  name: /^TARGET_([A-Z]+)_URL$/,
  reader: origin,
  meaning: 'Where that service answers, when another process runs it.',
}

type ValueOf<V> = V extends { reader: Reader<infer T> } ? T : never
type Standard<V> = V extends { standard: string } ? never : undefined

/** The values read, by variable; undefined where nothing fixed stands in for a missing one. */
export type Values = {
  [K in keyof typeof VARIABLES]: ValueOf<(typeof VARIABLES)[K]> | Standard<(typeof VARIABLES)[K]>
}
