import path from 'node:path'
import type { SealingKey } from '../sealing/index.ts'
import type { AppConfig, DerivedKeys } from './config.types.ts'
import { isLoopback } from './readers.ts'
import { readVariables, type Environment } from './environment.ts'
import { deriveKey, keptSecret } from './secret.ts'
import type { Values } from './variables.ts'

/** Everything that is wrong with the configuration, one readable line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/**
 * Reads the environment; throws ConfigError with all faults at once. Without `TRADEWIND_SECRET`, where only this
 * machine can reach the server, a secret is made once and kept in `DATA_DIR`.
 */
export function loadConfig(env: Environment): AppConfig {
  const { values, targetUrls, faults } = readVariables(env)
  faults.push(...contradictions(values))
  if (faults.length > 0 || !isComplete(values)) throw new ConfigError(faults)

  const dataDir = path.resolve(values.DATA_DIR)
  return assemble(values, targetUrls, dataDir, values.TRADEWIND_SECRET ?? keptSecret(dataDir))
}

const isComplete = (values: Partial<Values>): values is Values => values.DATA_DIR !== undefined

const onlyThisMachine = (values: Partial<Values>): boolean => (values.HOST ?? []).every(isLoopback)

/** Values that are each well-formed and cannot stand together. */
function contradictions(values: Partial<Values>): string[] {
  const production = values.NODE_ENV === 'production'
  const faults: string[] = []
  if (!onlyThisMachine(values) && !values.TRADEWIND_SECRET) {
    faults.push('TRADEWIND_SECRET must be set when HOST is not of this machine alone')
  }
  if (production && values.TRADEWIND_SEED === 'demo') {
    faults.push('TRADEWIND_SEED must not be demo in production')
  }
  if (production && values.PUBLIC_URL && !values.PUBLIC_URL.startsWith('https:')) {
    faults.push('PUBLIC_URL must begin with https:// in production')
  }
  if (values.TRANSLATION_PROVIDER !== 'none' && !values.TRANSLATION_KEY) {
    faults.push('TRANSLATION_KEY must be set when there is a TRANSLATION_PROVIDER')
  }
  if (production && !values.PUBLIC_URL) faults.push('PUBLIC_URL must be set in production')
  return faults
}

function assemble(
  values: Values,
  targetUrls: Readonly<Record<string, string>>,
  dataDir: string,
  secret: string,
): AppConfig {
  const production = values.NODE_ENV === 'production'
  const loopbackOnly = onlyThisMachine(values)
  const seed = values.TRADEWIND_SEED ?? (production ? 'none' : 'demo')
  const unlimited = loopbackOnly && values.TRUST_PROXY === false
  return {
    production,
    demo: seed === 'demo',
    seed,
    port: values.PORT,
    hosts: values.HOST,
    loopbackOnly,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    poolMax: values.POOL_MAX,
    secret,
    oidcIssuers: values.OIDC_ISSUERS ?? [],
    operatorSecondFactor: values.OPERATOR_SECOND_FACTOR === 'on',
    keys: keysOf(secret),
    sealingKeys: sealingKeysOf(values.SEALING_KEYS, secret, loopbackOnly),
    customsIdKeepDays: values.CUSTOMS_ID_KEEP_DAYS,
    invoiceKeepYears: values.INVOICE_KEEP_YEARS,
    cache: values.CACHE,
    background: values.BACKGROUND,
    targets: values.TARGETS,
    targetUrls,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    orderTtlSeconds: values.ORDER_TTL_SECONDS,
    transferTtlSeconds: values.TRANSFER_TTL_SECONDS,
    carrierStepSeconds: values.CARRIER_STEP_SECONDS,
    fxFeedUrl: feedOf(values.FX_FEED_URL ?? (production ? ECB_DAILY : 'off')),
    fxMaxAgeDays: values.FX_MAX_AGE_DAYS,
    fxManualMaxAgeDays: values.FX_MANUAL_MAX_AGE_DAYS ?? (production ? 92 : 0),
    translator: translatorOf(values),
    sandboxPspUrl: values.SANDBOX_PSP_URL,
    sandboxPspKey: values.SANDBOX_PSP_KEY ?? `sk_${deriveKey(secret, 'sandbox-psp').toString('hex')}`,
    sandboxPspWebhookSecret:
      values.SANDBOX_PSP_WEBHOOK_SECRET ??
      `whsec_${deriveKey(secret, 'sandbox-psp-webhooks').toString('base64')}`,
    trustProxy: values.TRUST_PROXY,
    requestsPerMinute: values.REQUESTS_PER_MINUTE ?? (unlimited ? 0 : 1200),
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  }
}

const ECB_DAILY = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml'
const feedOf = (address: string) => (address === 'off' ? undefined : address)

function translatorOf({
  TRANSLATION_PROVIDER: provider,
  TRANSLATION_KEY: key,
  TRANSLATION_URL: url,
}: Values): AppConfig['translator'] {
  return provider === 'none' || key === undefined ? undefined : { provider, key, url }
}

/** Behind the keys that are set stands the one that was used before they were, to read what it sealed. */
function sealingKeysOf(
  given: readonly SealingKey[] | undefined,
  secret: string,
  loopbackOnly: boolean,
): readonly SealingKey[] {
  return given || loopbackOnly ? [...(given ?? []), { id: 'derived', key: deriveKey(secret, 'sealing') }] : []
}

const keysOf = (secret: string): DerivedKeys => ({
  internalCalls: deriveKey(secret, 'internal-calls'),
  tokens: deriveKey(secret, 'tokens'),
  fileLinks: deriveKey(secret, 'file-links'),
  cookies: deriveKey(secret, 'cookies'),
  requests: deriveKey(secret, 'requests'),
  attempts: deriveKey(secret, 'attempts'),
})
