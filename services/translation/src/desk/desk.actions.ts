import type { Static } from 'typebox'
import { AppError, isLocale, notFound, type Locale } from '@tradewind/kernel'
import type { CallContext, InputOf, Service, TranslatableThing } from '@tradewind/platform/contract'
import type { translation } from '../contract/index.ts'
import { readFile, UnreadableFile } from '../files/read-file.ts'
import { unitsOf, writeFile } from '../files/units.ts'
import {
  asHouse,
  assertMayTranslate,
  ownerOf,
  storeFor,
  uses,
  writerOf,
  type TranslationParts,
} from '../parts.ts'
import { lostTerm } from '../terms/terms.rules.ts'
import { readTerms } from '../terms/terms.actions.ts'
import { partOf } from './export-part.ts'
import { importUnits } from './import-units.ts'

type Thing = Static<typeof TranslatableThing>
type DeskOperations = Pick<
  Service<typeof translation>,
  | 'listTexts'
  | 'countTexts'
  | 'saveText'
  | 'exportTexts'
  | 'importTexts'
  | 'listOwnTexts'
  | 'countOwnTexts'
  | 'saveOwnText'
  | 'exportOwnTexts'
  | 'importOwnTexts'
>

/** Everything that translators do; a merchant sees and changes its own store's texts only. */
export function deskOperations(parts: TranslationParts): DeskOperations {
  const { deps } = parts

  const list = async (ctx: CallContext, { kind, ...filter }: InputOf<typeof translation.listTexts>) => {
    assertMayTranslate(ctx.actor, kind)
    return ownerOf(parts, kind).listTexts(asHouse(ctx), { kind, storeId: storeFor(ctx), ...filter })
  }

  const find = async (ctx: CallContext, kind: string, id: string, locale: Locale): Promise<Thing> => {
    const { items } = await ownerOf(parts, kind).listTexts(asHouse(ctx), {
      kind,
      locale,
      ids: [id],
      storeId: storeFor(ctx),
    })
    const [thing] = items
    if (!thing) throw notFound()
    return thing
  }

  const count = async (ctx: CallContext) => {
    const storeId = storeFor(ctx)
    const counts = []
    for (const name of Object.keys(uses) as (keyof typeof uses)[])
      counts.push(...(await deps.calls[name].countTexts(asHouse(ctx), { storeId })))
    return { items: counts as Awaited<ReturnType<DeskOperations['countTexts']>>['items'] }
  }

  const save = async (ctx: CallContext, input: InputOf<typeof translation.saveText>): Promise<Thing> => {
    const { kind, id, locale, sourceHash, fields } = input
    assertMayTranslate(ctx.actor, kind)
    const thing = await find(ctx, kind, id, locale)
    const terms = await readTerms(parts)
    for (const { field, role, source } of thing.fields) {
      const target = fields[field]
      const lost = role === 'text' && target ? lostTerm(source, target, terms) : undefined
      if (lost !== undefined) throw refusal('translation.term-lost', field, { term: lost })
    }
    const [answer] = await ownerOf(parts, kind).saveTexts(asHouse(ctx), {
      locale,
      byMachine: false,
      ...writerOf(ctx),
      storeId: storeFor(ctx),
      texts: [{ kind, id, sourceHash, fields }],
    })
    const outcome = answer?.outcome ?? 'not-found'
    if (outcome === 'not-found') throw notFound()
    if (outcome === 'source-changed' || outcome === 'fixed') throw new AppError(409, `translation.${outcome}`)
    if (outcome === 'address-taken') throw refusal('translation.address-taken', 'slug')
    if (outcome === 'incomplete') throw refusal('translation.incomplete', firstEmpty(thing, fields))
    if (outcome === 'too-long') throw refusal('translation.too-long', thing.fields[0]?.field ?? '')
    return find(ctx, kind, id, locale)
  }

  const exportTexts = async (ctx: CallContext, input: InputOf<typeof translation.exportTexts>) => {
    const { format, cursor, ...filter } = input
    const fileOf = (sourceLocale: Locale, things: readonly Thing[]): string =>
      writeFile(format, {
        kind: filter.kind,
        sourceLocale,
        targetLocale: filter.locale,
        units: things.flatMap(unitsOf),
      })
    const { things, nextCursor } = await partOf(
      (from, limit) => list(ctx, { ...filter, cursor: from, limit }),
      (thing) => Buffer.byteLength(fileOf(thing.sourceLocale, [thing])),
      cursor,
    )
    const bySource = Map.groupBy(things, ({ sourceLocale }) => sourceLocale)
    const files = [...bySource].map(([sourceLocale, own]) => ({
      sourceLocale,
      content: fileOf(sourceLocale, own),
    }))
    return { files, nextCursor }
  }

  const importTexts = async (ctx: CallContext, { content }: InputOf<typeof translation.importTexts>) => {
    const file = readOrRefuse(content)
    if (!isLocale(file.targetLocale))
      throw new AppError(422, 'translation.unreadable', { params: { line: '1' } })
    for (const kind of new Set(file.units.map((unit) => unit.kind))) assertMayTranslate(ctx.actor, kind)
    return importUnits(parts, file.units, {
      ctx: asHouse(ctx),
      ...writerOf(ctx),
      locale: file.targetLocale,
      storeId: storeFor(ctx),
      faults: file.faults,
    })
  }

  return {
    listTexts: list,
    listOwnTexts: list,
    countTexts: count,
    countOwnTexts: count,
    saveText: save,
    saveOwnText: save,
    exportTexts,
    exportOwnTexts: exportTexts,
    importTexts,
    importOwnTexts: importTexts,
  }
}

/** The field that is missed first. */
const firstEmpty = ({ fields }: Thing, given: Readonly<Record<string, string>>): string =>
  fields.find(({ field, source, target }) => source !== '' && !(given[field] ?? target).trim())?.field ?? ''

const refusal = (code: string, field: string, params: Record<string, string> = {}): AppError =>
  new AppError(422, code, { params, fields: [{ path: `fields.${field}`, code, params }] })

function readOrRefuse(content: string): ReturnType<typeof readFile> {
  try {
    return readFile(content)
  } catch (thrown) {
    if (!(thrown instanceof UnreadableFile)) throw thrown
    throw new AppError(422, 'translation.unreadable', { params: { line: String(thrown.line) } })
  }
}
