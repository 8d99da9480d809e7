import type { Static } from 'typebox'
import type { Locale } from '@tradewind/kernel'
import { systemContext, type TranslatableThing } from '@tradewind/platform/contract'
import { ownerOf, type TranslationParts } from '../parts.ts'
import { readTerms } from '../terms/terms.actions.ts'
import { lostTerm, type Kept } from '../terms/terms.rules.ts'
import { MOST_LINES, type Machine } from './machine.types.ts'
import { protect, restore } from './protect.rules.ts'

type Thing = Static<typeof TranslatableThing>

const THINGS_A_PAGE = 20

export interface PageDone {
  nextCursor: string | null
  done: number
  refused: number
}

/**
 * Translates one page of what a machine may write. The provider is asked while nothing is locked; what people wrote
 * meanwhile stands, for the owner of the texts decides when they are saved.
 */
export async function translatePage(
  parts: TranslationParts,
  machine: Machine,
  { kind, locale, cursor }: { kind: string; locale: Locale; cursor: string | null },
): Promise<PageDone> {
  const owner = ownerOf(parts, kind)
  const page = await owner.listTexts(systemContext('translation'), {
    kind,
    locale,
    forMachine: true,
    limit: THINGS_A_PAGE,
    ...(cursor === null ? {} : { cursor }),
  })
  const terms = await readTerms(parts)
  let refused = 0
  const texts = []
  for (const from of new Set(page.items.map(({ sourceLocale }) => sourceLocale))) {
    const things = page.items.filter(({ sourceLocale }) => sourceLocale === from)
    const translated = await translateThings(machine, things, terms, from, locale)
    for (const [index, fields] of translated.entries()) {
      const thing = things[index]
      if (thing && fields) texts.push({ kind, id: thing.id, sourceHash: thing.sourceHash, fields })
      else refused += 1
    }
  }
  const answers = await owner.saveTexts(systemContext('translation'), { locale, byMachine: true, texts })
  const done = answers.filter(({ outcome }) => outcome === 'saved').length
  return { nextCursor: page.nextCursor, done, refused }
}

/** Fields of each thing in the other language; undefined for one that cannot be used as it came back. */
async function translateThings(
  machine: Machine,
  things: readonly Thing[],
  terms: readonly Kept[],
  from: Locale,
  to: Locale,
) {
  const wanted = things.flatMap((thing, index) =>
    thing.fields
      .filter(({ role, source }) => role === 'text' && source !== '')
      .map((field) => ({
        index,
        field,
        lines: field.source.split('\n').map((line) => ({ line, ...protect(line, terms) })),
      })),
  )
  const spoken = wanted.flatMap(({ lines }) => lines).filter(({ line }) => /\p{L}/u.test(line))
  const answers: string[] = []
  for (let at = 0; at < spoken.length; at += MOST_LINES) {
    const some = spoken.slice(at, at + MOST_LINES).map(({ markup }) => markup)
    const answer = await machine.translate(some, from, to)
    if (answer.length !== some.length) throw new Error('the provider answered with another number of lines')
    answers.push(...answer)
  }
  const translated = new Map(spoken.map((line, index) => [line, restore(answers[index] ?? '', line)]))
  return things.map((_thing, index) => {
    const fields = wanted
      .filter((one) => one.index === index)
      .map(({ field, lines }) => {
        const back = lines.map((line) => (translated.has(line) ? translated.get(line) : line.line))
        const target = back.includes(undefined) ? undefined : back.join('\n')
        const isUsable =
          target !== undefined &&
          target.trim() !== '' &&
          target.length <= field.maxLength &&
          lostTerm(field.source, target, terms) === undefined
        return [field.field, isUsable ? target : undefined] as const
      })
    return fields.some(([, target]) => target === undefined)
      ? undefined
      : Object.fromEntries(fields.map(([field, target]) => [field, target ?? '']))
  })
}
