import { defineService } from '@tradewind/platform/service'
import { consentActions } from './consents/consents.actions.ts'
import { privacy } from './contract/index.ts'
import { eraseActions, eraseAgainTask, eraseTask } from './erasing/erase.actions.ts'
import { exportRoutes } from './exporting/export.routes.ts'
import { uses, type PrivacyDeps } from './privacy.deps.ts'

/** What people may ask about themselves: everything that is held of them, its end, and what they agreed to. */
export const privacyService = defineService({
  name: 'privacy',
  contract: privacy,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps: PrivacyDeps = { ...given, db: given.database<unknown>() }
    return {
      operations: { ...eraseActions(deps), ...consentActions(deps) },
      tasks: [eraseTask(deps), eraseAgainTask(deps)],
      routes: (app, tools) => exportRoutes(app, tools, deps),
    }
  },
})
