import type { Static } from 'typebox'
import type { Locale } from '@tradewind/kernel'
import type { CallContext, TranslatableThing } from '@tradewind/platform/contract'
import { KINDS } from '../contract/index.ts'
import type { FileFault, FileUnit } from '../files/units.ts'
import { ownerOf, type TranslationParts, type writerOf } from '../parts.ts'
import { readTerms } from '../terms/terms.actions.ts'
import { lostTerm, type Word } from '../terms/terms.rules.ts'

type Thing = Static<typeof TranslatableThing>

interface Aim {
  ctx: CallContext
  writer?: ReturnType<typeof writerOf>['writer']
  locale: Locale
  storeId?: string
  /** What the reading of the file found already. */
  faults: readonly FileFault[]
}

const AT_ONCE = 50

/** Saves what a translator's file changes; rows that cannot be used are named by line and harm no others. */
export async function importUnits(parts: TranslationParts, units: readonly FileUnit[], aim: Aim) {
  const faults: FileFault[] = [...aim.faults]
  const terms = await readTerms(parts)
  const known = new Set<string>(KINDS)
  for (const { kind, line } of units)
    if (!known.has(kind)) faults.push({ line, code: 'translation.unknown-text', params: {} })
  const totals = { saved: 0, unchanged: 0 }
  for (const kind of KINDS) {
    const byThing = Map.groupBy(
      units.filter((unit) => unit.kind === kind),
      ({ id }) => id,
    )
    const all = [...byThing]
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = new Map(all.slice(from, from + AT_ONCE))
      const { saved, unchanged } = await importThings(parts, kind, some, { ...aim, terms, faults })
      totals.saved += saved
      totals.unchanged += unchanged
    }
  }
  return { ...totals, faults: faults.sort((a, b) => a.line - b.line) }
}

async function importThings(
  parts: TranslationParts,
  kind: string,
  wanted: ReadonlyMap<string, readonly FileUnit[]>,
  {
    ctx,
    writer,
    locale,
    storeId,
    terms,
    faults,
  }: Omit<Aim, 'faults'> & { terms: readonly Word[]; faults: FileFault[] },
) {
  const owner = ownerOf(parts, kind)
  const { items } = await owner.listTexts(ctx, {
    kind,
    locale,
    storeId,
    ids: [...wanted.keys()],
    limit: AT_ONCE,
  })
  const things = new Map(items.map((thing) => [thing.id, thing]))
  const changes = [...wanted].flatMap(([id, units]) => {
    const thing = things.get(id)
    const fields = Object.fromEntries(
      units.flatMap((unit) => {
        const fault = thing ? faultOf(unit, thing, terms) : { code: 'translation.unknown-text', params: {} }
        if (fault) faults.push({ line: unit.line, ...fault })
        const kept = thing?.fields.find(({ field }) => field === unit.field)
        const isChanged = unit.target !== kept?.target || (unit.confirmed && kept.status !== 'human')
        return fault || unit.target.trim() === '' || !isChanged ? [] : [[unit.field, unit.target]]
      }),
    )
    return thing && Object.keys(fields).length > 0 ? [{ kind, id, sourceHash: thing.sourceHash, fields }] : []
  })
  const answers = await owner.saveTexts(ctx, { locale, writer, storeId, byMachine: false, texts: changes })
  for (const { id, outcome } of answers) {
    if (outcome === 'saved' || outcome === 'unchanged') continue
    const code =
      outcome === 'not-found' || outcome === 'human-kept'
        ? 'translation.unknown-text'
        : `translation.${outcome}`
    faults.push({ line: wanted.get(id)?.[0]?.line ?? 0, code, params: {} })
  }
  const saved = answers.filter(({ outcome }) => outcome === 'saved').length
  return { saved, unchanged: things.size - saved }
}

function faultOf(
  { field, source, target }: FileUnit,
  thing: Thing,
  terms: readonly Word[],
): Omit<FileFault, 'line'> | undefined {
  const kept = thing.fields.find((one) => one.field === field && one.role === 'text')
  if (!kept) return { code: 'translation.unknown-text', params: {} }
  if (sameLines(kept.source) !== sameLines(source)) return { code: 'translation.source-changed', params: {} }
  if (target.length > kept.maxLength) return { code: 'translation.too-long', params: {} }
  // What was not changed is not judged anew: the glossary may have grown since it was written.
  const isChanged = target !== '' && target !== kept.target
  const lost = isChanged ? lostTerm(source, target, terms) : undefined
  return lost === undefined ? undefined : { code: 'translation.term-lost', params: { term: lost } }
}

// Spreadsheets and editors end lines as their machine does.
const sameLines = (text: string): string => text.replaceAll('\r\n', '\n')
