import type { Static } from 'typebox'
import { permissionsOf } from '../contract/permissions.ts'
import type { Portal } from '../contract/index.ts'

type PortalName = Static<typeof Portal>

/** A session's whole life, used or not: the more it may do, the shorter. */
export const SESSION_SECONDS: Readonly<Record<PortalName, number>> = {
  mall: 30 * 86_400,
  merchant: 7 * 86_400,
  admin: 12 * 3_600,
}
export const ACCESS_TOKEN_SECONDS = 15 * 60

/** What is known of a person when a portal asks what they may do. */
export interface Standing {
  operator: boolean
  /** The store they have worked for longest. */
  store: { storeId: string; role: 'owner' | 'staff' } | null
}

/** What a session of a portal may do. */
export interface Powers {
  storeId: string | null
  permissions: string[]
  operator: boolean
}

/** Somebody who has proven who they are. */
export interface Entrant {
  id: string
  operator: boolean
  demo: boolean
  /** They have an app that shows codes. */
  codesOn: boolean
}

const BUYER: Powers = { storeId: null, permissions: [], operator: false }

/** What a person may do in a portal; undefined where they have no business. Without a store, a merchant's session is a buyer's, who may apply for one. */
export function powersIn(portal: PortalName, { operator, store }: Standing): Powers | undefined {
  switch (portal) {
    case 'mall':
      return BUYER
    case 'merchant':
      return store
        ? { storeId: store.storeId, permissions: [...permissionsOf(store.role)], operator: false }
        : BUYER
    case 'admin':
      return operator
        ? { storeId: null, permissions: [...permissionsOf('operator')], operator: true }
        : undefined
  }
}
