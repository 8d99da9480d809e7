import type { Kysely, Transaction } from 'kysely'
import type { Static } from 'typebox'
import { notFound, type Locale } from '@tradewind/kernel'
import {
  ownerKey,
  type Actor,
  type Service,
  type TextOutcome,
  type TranslatableThing,
  type textRoutes,
} from '../contract/index.ts'
import { countThings, listThingIds } from './listing.queries.ts'
import { decide, sourceHashOf, sourceOf, standingOf, statusOf } from './save.rules.ts'
import type { TextSource, Thing, Writer } from './source.types.ts'

type Listed = Static<typeof TranslatableThing>

/** The operations of `textRoutes` over the kinds of text that a service owns. */
export function textOperations(
  pool: Kysely<unknown>,
  sources: readonly TextSource[],
): Service<ReturnType<typeof textRoutes>> {
  const sourceFor = (kind: string): TextSource => {
    const source = sources.find((one) => one.kind === kind)
    if (!source) throw notFound()
    return source
  }
  return {
    listTexts: async (_ctx, { kind, ...filter }) => {
      const source = sourceFor(kind)
      await source.prepare?.(pool)
      const page = await listThingIds(pool, source, filter)
      const things = new Map((await source.read(pool, page.items)).map((thing) => [thing.id, thing]))
      return {
        nextCursor: page.nextCursor,
        items: page.items.flatMap((id) => {
          const thing = things.get(id)
          const item = thing && listed(kind, thing, filter.locale)
          const isWanted = filter.forMachine !== true || item?.fields.some(({ forMachine }) => forMachine)
          return item && isWanted === true ? [item] : []
        }),
      }
    },

    countTexts: async (_ctx, { storeId }) => {
      const counts = []
      for (const source of sources) {
        await source.prepare?.(pool)
        counts.push(...(await countThings(pool, source, storeId)))
      }
      return counts
    },

    saveTexts: async ({ actor }, { texts, locale, byMachine, storeId, writer = asWriter(actor) }) => {
      const outcomes: { kind: string; id: string; outcome: Static<typeof TextOutcome> }[] = []
      for (const source of sources) {
        const own = texts.filter(({ kind }) => kind === source.kind)
        if (own.length === 0) continue
        await pool.transaction().execute(async (tx) => {
          const things = await source.read(tx, [...new Set(own.map(({ id }) => id))].sort(), 'lock')
          const written: string[] = []
          for (const { kind, id, ...wanted } of own) {
            const thing = things.find(
              (one) => one.id === id && (storeId === undefined || one.storeId === storeId),
            )
            const outcome = thing
              ? await save(tx, source, thing, { ...wanted, locale, byMachine }, writer)
              : 'not-found'
            if (outcome === 'saved') written.push(id)
            outcomes.push({ kind, id, outcome })
          }
          if (written.length > 0) await source.tell(tx, written)
        })
      }
      return outcomes
    },
  }
}

const asWriter = (actor: Actor): Writer => ({
  actor: actor.kind === 'system' ? actor.service : (ownerKey(actor) ?? ''),
  role: actor.kind,
})

async function save(
  tx: Transaction<unknown>,
  source: TextSource,
  thing: Thing,
  wanted: Parameters<typeof decide>[1],
  writer: Writer,
): Promise<Static<typeof TextOutcome>> {
  const decision = decide(thing, wanted)
  if (typeof decision === 'string') return decision
  const done = await source.write(tx, thing, wanted.locale, decision.values, decision.mark, writer)
  return done ? 'saved' : 'address-taken'
}

function listed(kind: string, thing: Thing, locale: Locale): Listed | undefined {
  const source = sourceOf(thing)
  if (source === undefined) return undefined
  return {
    kind,
    id: thing.id,
    storeId: thing.storeId,
    context: thing.context ?? null,
    sourceLocale: source,
    sourceHash: sourceHashOf(thing),
    status: statusOf(thing.marks[locale]),
    fixed: thing.fixedIn?.includes(locale) ?? false,
    fields: thing.fields.map((one) => ({
      field: one.field,
      role: one.role,
      maxLength: one.maxLength,
      source: one.text[source] ?? '',
      target: one.text[locale] ?? '',
      ...standingOf(thing, one, locale),
    })),
  }
}
