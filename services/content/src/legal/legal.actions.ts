import {
  conflict,
  decodeCursor,
  newId,
  notFound,
  pageOf,
  pickText,
  refused,
  type LocalizedText,
} from '@tradewind/kernel'
import { appendAudit } from '@tradewind/platform/audit'
import { ownerKey, type CallContext, type Service } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import type { legalOperations } from '../contract/legal.ts'
import type { ContentTables } from '../tables.ts'
import {
  deletePlanned,
  findLegalText,
  findVersion,
  hasLegalText,
  insertLegalText,
  readVersions,
  type LegalRow,
} from './legal.queries.ts'
import { beginOf, tidyWords } from './legal.rules.ts'

const PAGE_SIZE = 50

/** Legal texts of markets, by versions: what held when an order was placed is found by its market and that moment. */
export function legalActions(deps: Deps<Record<never, never>>): Service<typeof legalOperations> {
  const db = deps.database<ContentTables>()

  return {
    async getLegalText(ctx, { kind, market = ctx.market, at }) {
      const now = deps.clock.now()
      const moment = at === undefined ? now : new Date(at)
      if (moment > now) throw refused('content.moment-to-come')
      const held = await findLegalText(db, { kind, market, at: moment })
      const body = held && pickText(held.body, ctx.locale)
      if (!held || !body) throw notFound('content.no-legal-text')
      return {
        kind,
        market: held.market,
        locale: body.locale,
        title: held.title[body.locale] ?? '',
        body: body.text,
        validFrom: held.validFrom.toISOString(),
      }
    },

    async listLegalTexts(_ctx, { kind, market, limit = PAGE_SIZE, cursor }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, 'timestamptz', 'text')
      const now = deps.clock.now()
      const rows = await readVersions(db, { kind, market, now, after, limit: limit + 1 })
      const page = pageOf(rows, limit, (row) => [row.validFrom.toISOString(), row.id])
      return { ...page, items: page.items.map(viewOf) }
    },

    async getLegalVersion(_ctx, { id }) {
      const version = await findVersion(db, id, deps.clock.now())
      if (!version) throw notFound()
      return viewOf(version)
    },

    async addLegalText(ctx, { kind, market, validFrom: day, ...texts }) {
      const words = tidyWords(texts)
      const validFrom = beginOf(day, deps.clock.now())
      const text = { id: newId('lgl'), kind, market, ...words, validFrom, createdBy: actorOf(ctx) }
      await db.transaction().execute(async (tx) => {
        if (!(await insertLegalText(tx, text))) throw conflict('content.day-taken', { day })
        const detail = { kind, market, validFrom, locales: Object.keys(words.body) }
        await appendAudit(tx, audited(ctx, 'admin.legal.add', text.id, detail))
      })
      return { id: text.id, validFrom: validFrom.toISOString() }
    },

    async deleteLegalText(ctx, { id }) {
      await db.transaction().execute(async (tx) => {
        const now = deps.clock.now()
        const detail = await deletePlanned(tx, id, now)
        if (detail) return appendAudit(tx, audited(ctx, 'admin.legal.delete', id, detail))
        throw (await findVersion(tx, id, now)) ? conflict('content.legal-text-begun') : notFound()
      })
      return { done: true }
    },

    async importLegalTexts(ctx, { texts }) {
      const validFrom = deps.clock.now()
      let created = 0
      for (const { kind, ...words } of texts) {
        if (await hasLegalText(db, kind)) continue
        const text = { id: newId('lgl'), kind, market: null, ...tidyWords(words), validFrom }
        if (await insertLegalText(db, { ...text, createdBy: actorOf(ctx) })) created += 1
      }
      return { created }
    },
  }
}

const actorOf = ({ actor }: CallContext): string =>
  actor.kind === 'system' ? actor.service : (ownerKey(actor) ?? '')

const audited = (ctx: CallContext, operation: string, target: string, detail: object) => ({
  actor: actorOf(ctx),
  role: ctx.actor.kind,
  operation,
  target,
  detail,
})

const viewOf = <Row extends LegalRow & { body?: LocalizedText }>(row: Row) => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  createdAt: row.createdAt.toISOString(),
})
