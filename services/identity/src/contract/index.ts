import { access } from './access.ts'
import { account } from './account.ts'

export * from './access.ts'
export * from './account.ts'
export * from './events.ts'
export { permissionsOf } from './permissions.ts'

export const identity = { ...account, ...access }
