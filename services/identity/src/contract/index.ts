import { access } from './access.ts'
import { account } from './account.ts'
import { erasureOperations } from './erasure.ts'
import { issuers } from './issuers.ts'
import { members } from './members.ts'
import { passkeys } from './passkeys.ts'
import { security } from './security.ts'

export * from './access.ts'
export * from './account.ts'
export * from './events.ts'
export * from './issuers.ts'
export * from './members.ts'
export * from './passkeys.ts'
export * from './security.ts'
export { permissionsOf } from './permissions.ts'

export const identity = {
  ...account,
  ...security,
  ...issuers,
  ...passkeys,
  ...members,
  ...access,
  ...erasureOperations,
}
