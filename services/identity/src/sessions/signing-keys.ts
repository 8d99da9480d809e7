import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose'
import { sql, type Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { IdentityTables } from '../tables.ts'

export const ALGORITHM = 'EdDSA'
const SIGNS_FOR_DAYS = 90
// A day longer than it signs: what it signed last is still checked.
const SHOWN_FOR_DAYS = SIGNS_FOR_DAYS + 1
const REREAD_AFTER_MS = 60_000

export interface SigningKey {
  kid: string
  key: CryptoKey | Uint8Array
}

interface Keys {
  signing: SigningKey
  publicKeys: JWK[]
  verify: JWTVerifyGetKey
  readAtMs: number
}

/** The keys of access tokens: kept encrypted in the database, so that all processes share them, and held for a minute. */
export class SigningKeys {
  readonly #db: Kysely<IdentityTables>
  readonly #encryptionKey: string
  readonly #log: Logger
  #held: Promise<Keys> | undefined

  constructor(db: Kysely<IdentityTables>, encryptionKey: Buffer, log: Logger) {
    this.#db = db
    this.#encryptionKey = encryptionKey.toString('base64url')
    this.#log = log
  }

  async signingKey(): Promise<SigningKey> {
    return (await this.#keys()).signing
  }

  async publicKeys(): Promise<JWK[]> {
    return (await this.#keys()).publicKeys
  }

  /** Finds the key that a token names; a key that another process made a moment ago is looked for once more. */
  readonly verificationKey: JWTVerifyGetKey = async (header, token) => {
    const keys = await this.#keys()
    const known = keys.publicKeys.some(({ kid }) => kid === header.kid)
    if (known || Date.now() - keys.readAtMs < 1_000) return keys.verify(header, token)
    this.#held = undefined
    return (await this.#keys()).verify(header, token)
  }

  async #keys(): Promise<Keys> {
    const held = await this.#held
    if (held && Date.now() - held.readAtMs < REREAD_AFTER_MS) return held
    this.#held = this.#read().catch((error: unknown) => {
      this.#held = undefined
      throw error
    })
    return this.#held
  }

  async #read(): Promise<Keys> {
    const signing = (await this.#newest()) ?? (await this.#create())
    const rows = await this.#db
      .selectFrom('identity.signing_keys')
      .select('public_jwk')
      .where(sql<boolean>`created_at > now() - make_interval(days => ${sql.lit(SHOWN_FOR_DAYS)})`)
      .orderBy('created_at', 'desc')
      .execute()
    const publicKeys = rows.map(({ public_jwk }) => public_jwk)
    return { signing, publicKeys, verify: createLocalJWKSet({ keys: publicKeys }), readAtMs: Date.now() }
  }

  async #newest(db = this.#db): Promise<SigningKey | undefined> {
    const row = await db
      .selectFrom('identity.signing_keys')
      .select(['kid', 'private_key'])
      .where(sql<boolean>`created_at > now() - make_interval(days => ${sql.lit(SIGNS_FOR_DAYS)})`)
      .orderBy('created_at', 'desc')
      .limit(sql.lit(1))
      .executeTakeFirst()
    return row && this.#open(row)
  }

  async #open(row: { kid: string; private_key: string }): Promise<SigningKey | undefined> {
    try {
      const jwk = await symmetricDecrypt({ key: this.#encryptionKey, data: row.private_key })
      return { kid: row.kid, key: await importJWK(JSON.parse(jwk) as JWK, ALGORITHM) }
    } catch (error) {
      this.#log.warn(
        { err: error, kid: row.kid },
        'a signing key does not open with this secret; a new one is made',
      )
      return undefined
    }
  }

  /** Made outside the lock, kept only by the first of several processes. */
  async #create(): Promise<SigningKey> {
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true })
    const publicJwk = await exportJWK(publicKey)
    const kid = await calculateJwkThumbprint(publicJwk)
    const private_key = await symmetricEncrypt({
      key: this.#encryptionKey,
      data: JSON.stringify(await exportJWK(privateKey)),
    })
    return this.#db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('identity.signing-keys'))`.execute(tx)
      const other = await this.#newest(tx)
      if (other) return other
      const public_jwk = JSON.stringify({ ...publicJwk, kid, alg: ALGORITHM, use: 'sig' })
      await tx.insertInto('identity.signing_keys').values({ kid, public_jwk, private_key }).execute()
      return { kid, key: privateKey }
    })
  }
}
