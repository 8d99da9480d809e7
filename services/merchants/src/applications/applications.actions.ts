import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { conflict, decodeCursor, invalid, isCurrency, newId, notFound, pageOf } from '@tradewind/kernel'
import type { Transaction } from 'kysely'
import { applicationDecided, type merchants } from '../contract/index.ts'
import { personOf, type MerchantsDeps } from '../merchants.deps.ts'
import { openStore } from '../stores/open-store.ts'
import type { MerchantsTables } from '../tables.ts'
import {
  decideApplication,
  insertApplication,
  listApplications,
  listApplicationsOf,
  lockApplication,
  type ApplicationView,
} from './applications.queries.ts'
import { mayBecome } from './applications.rules.ts'

const PAGE = 50

export function applicationActions(deps: MerchantsDeps) {
  const { db, emit } = deps

  /** Decides a waiting application once; the store, the decision and the facts of both stand or fall together. */
  const decide = (
    applicationId: string,
    status: 'approved' | 'rejected',
    work: (tx: Transaction<MerchantsTables>, application: ApplicationView) => Promise<ApplicationView>,
  ): Promise<ApplicationView> =>
    db.transaction().execute(async (tx) => {
      const waiting = await lockApplication(tx, applicationId)
      if (!waiting) throw notFound()
      if (!mayBecome(waiting.status, status)) throw conflict('merchants.already-decided', undefined, waiting)
      const decided = await work(tx, waiting)
      const { applicantId, storeName, reason } = decided
      const approved = status === 'approved'
      await emit(tx, applicationDecided, applicationId, {
        applicationId,
        applicantId,
        approved,
        storeName,
        reason,
      })
      return decided
    })

  return {
    async apply(ctx: CallContext, input: InputOf<typeof merchants.apply>): Promise<ApplicationView> {
      if (!isCurrency(input.currency)) throw invalid([{ path: 'currency', code: 'platform.not-allowed' }])
      const company = { ...input, documents: [...new Set(input.documents)] }
      const application = await insertApplication(db, {
        id: newId('apl'),
        applicantId: personOf(ctx),
        company,
      })
      if (!application) throw conflict('merchants.already-applied')
      return application
    },

    async myApplications(ctx: CallContext): Promise<OutputOf<typeof merchants.myApplications>> {
      return { items: await listApplicationsOf(db, personOf(ctx)) }
    },

    async listApplications(
      _ctx: CallContext,
      { status, cursor, limit = PAGE }: InputOf<typeof merchants.listApplications>,
    ): Promise<OutputOf<typeof merchants.listApplications>> {
      const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, 'text')
      const rows = await listApplications(db, { status, beforeId: beforeId, limit: limit + 1 })
      const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id])
      return { items: [...items], nextCursor }
    },

    async approve(_ctx: CallContext, input: InputOf<typeof merchants.approve>): Promise<ApplicationView> {
      const { applicationId, ...terms } = input
      return decide(applicationId, 'approved', async (tx, application) => {
        const store_id = await openStore(tx, deps, application, terms)
        return decideApplication(tx, applicationId, { status: 'approved', store_id })
      })
    },

    async reject(_ctx: CallContext, input: InputOf<typeof merchants.reject>): Promise<ApplicationView> {
      const { applicationId, reason } = input
      return decide(applicationId, 'rejected', (tx) =>
        decideApplication(tx, applicationId, { status: 'rejected', reason }),
      )
    },
  }
}
