import type { Static } from 'typebox'
import type { Passkey } from '../contract/index.ts'
import type { PasskeyRow } from './passkeys.queries.ts'

/** A passkey as its owner sees it. */
export const shown = ({ id, name, createdAt, lastUsedAt }: PasskeyRow): Static<typeof Passkey> => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})
