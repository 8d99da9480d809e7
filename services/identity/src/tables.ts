import type { JWK } from 'jose'
import type { ColumnType, Generated } from 'kysely'
import type { Static } from 'typebox'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import type { AddressSchema } from '@tradewind/platform/contract'
import type { Portal } from './contract/index.ts'

type Instant = ColumnType<Date, never, never>
type Json<T> = ColumnType<T, string, string>

interface UsersTable {
  id: string
  email: string
  name: string
  locale: Locale
  operator: Generated<boolean>
  demo: Generated<boolean>
  version: Generated<number>
  created_at: Instant
}

interface CredentialsTable {
  user_id: string
  password_hash: string
  changed_at: Instant
}

interface StoreMembersTable {
  store_id: string
  user_id: string
  role: 'owner' | 'staff'
  granted_at: Instant
}

interface AddressesTable {
  id: string
  user_id: string
  address: Json<Static<typeof AddressSchema>>
  is_default: boolean
  created_at: Instant
}

interface SessionsTable {
  id: string
  user_id: string
  portal: Static<typeof Portal>
  browser: string | null
  system: string | null
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  ended_at: Instant | null
}

interface SigningKeysTable {
  kid: string
  public_jwk: Json<JWK>
  private_key: string
  created_at: Instant
}

/** Tables that are read and written by the query builder; the others appear in named statements only. */
export interface IdentityTables {
  'identity.users': UsersTable
  'identity.credentials': CredentialsTable
  'identity.store_members': StoreMembersTable
  'identity.addresses': AddressesTable
  'identity.sessions': SessionsTable
  'identity.signing_keys': SigningKeysTable
  'identity.mall': { id: string; name: Json<LocalizedText> }
}
