import { conflict, decodeCursor, newId, notFound, pageOf, refused, stale } from '@tradewind/kernel'
import { appendAudit } from '@tradewind/platform/audit'
import { ownerKey, type CallContext, type Service } from '@tradewind/platform/contract'
import { violated } from '@tradewind/platform/db'
import type { Deps } from '@tradewind/platform/service'
import type { legalOperations } from '../contract/legal.ts'
import type { ContentTables } from '../tables.ts'
import {
  deletePlanned,
  findLegalText,
  findVersion,
  hasLegalText,
  insertLegalText,
  lockVersion,
  readVersions,
  updatePlanned,
  type LegalRow,
} from './legal.queries.ts'
import { readWords } from './legal-words.queries.ts'
import { keptInAll, marksOf } from './legal-words.ts'
import { beginOf, tidyWords } from './legal.rules.ts'

const PAGE_SIZE = 50
/** The constraint by which no two versions begin at once. */
const ONE_A_MOMENT = 'legal_texts_kind_market_valid_from_key'

/** Legal texts of markets, by versions: what held when an order was placed is found by its market and that moment. */
export function legalActions(deps: Deps<Record<never, never>>): Service<typeof legalOperations> {
  const db = deps.database<ContentTables>()
  const getLegalVersion = async (_ctx: CallContext, { id }: { id: string }) => {
    const version = await findVersion(db, id, deps.clock.now())
    if (!version) throw notFound()
    return { ...viewOf(version), body: version.body }
  }

  return {
    async getLegalText(ctx, { kind, market = ctx.market, at }) {
      const now = deps.clock.now()
      const moment = at === undefined ? now : new Date(at)
      if (moment > now) throw refused('content.moment-to-come')
      const held = await findLegalText(db, { kind, market, at: moment, locale: ctx.locale })
      if (!held) throw notFound('content.no-legal-text')
      const { readableSince, validFrom, ...text } = held
      return {
        kind,
        ...text,
        validFrom: validFrom.toISOString(),
        addedAt: readableSince > validFrom ? readableSince.toISOString() : null,
      }
    },

    async listLegalTexts(_ctx, { kind, market, limit = PAGE_SIZE, cursor }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, 'timestamptz', 'text')
      const now = deps.clock.now()
      const rows = await readVersions(db, { kind, market, now, after, limit: limit + 1 })
      const page = pageOf(rows, limit, (row) => [row.validFrom.toISOString(), row.id])
      return { ...page, items: page.items.map(viewOf) }
    },

    getLegalVersion,

    async addLegalText(ctx, { kind, market, validFrom: day, basedOn, ...texts }) {
      const id = newId('lgl')
      const tidy = tidyWords(texts)
      const now = deps.clock.now()
      const validFrom = beginOf(day, now)
      await db.transaction().execute(async (tx) => {
        const before = basedOn === undefined ? [] : ((await readWords(tx, [basedOn])).get(basedOn) ?? [])
        const words = keptInAll(tidy, marksOf(before), now)
        const text = { id, kind, market, words, validFrom, createdBy: actorOf(ctx) }
        if (!(await insertLegalText(tx, text))) throw conflict('content.day-taken', { day })
        const detail = { kind, market, validFrom, locales: Object.keys(tidy.body) }
        await appendAudit(tx, audited(ctx, 'admin.legal.add', id, detail))
      })
      return { id, validFrom: validFrom.toISOString() }
    },

    async saveLegalText(ctx, { id, validFrom: day, ...texts }) {
      const tidy = tidyWords(texts)
      const now = deps.clock.now()
      const validFrom = beginOf(day, now)
      const saved = db.transaction().execute(async (tx) => {
        const kept = await lockVersion(tx, id)
        if (!kept) throw notFound()
        const { kind, market } = kept
        if (kept.validFrom <= now) throw conflict('content.legal-text-begun')
        if (kept.version !== ctx.ifMatch) throw stale(await getLegalVersion(ctx, { id }))
        const before = (await readWords(tx, [id])).get(id) ?? []
        await updatePlanned(tx, id, { words: keptInAll(tidy, marksOf(before), now), validFrom })
        const detail = { kind, market, validFrom, locales: Object.keys(tidy.body) }
        await appendAudit(tx, audited(ctx, 'admin.legal.save', id, detail))
      })
      // Only the database knows of one that is being added.
      await saved.catch((error: unknown) => {
        throw violated(error) === ONE_A_MOMENT ? conflict('content.day-taken', { day }) : error
      })
      return getLegalVersion(ctx, { id })
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
      const createdBy = actorOf(ctx)
      for (const { kind, ...given } of texts) {
        if (await hasLegalText(db, kind)) continue
        const words = keptInAll(tidyWords(given), {}, validFrom)
        const text = { id: newId('lgl'), kind, market: null, words, validFrom, createdBy }
        if (await db.transaction().execute((tx) => insertLegalText(tx, text))) created += 1
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

const viewOf = (row: LegalRow) => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  createdAt: row.createdAt.toISOString(),
})
