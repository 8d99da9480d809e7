import type { Static } from 'typebox'
import type { Locale } from '@tradewind/kernel'
import { systemContext, type TranslatableThing } from '@tradewind/platform/contract'
import { hashOfText } from '@tradewind/platform/texts'
import { ownerOf, type Owners, type TranslationParts } from '../parts.ts'
import { readTerms } from '../terms/terms.actions.ts'
import { lostTerm, type Word } from '../terms/terms.rules.ts'
import { batchesOf, encodedBytes, MOST_BYTES } from './batches.rules.ts'
import { findRefusals, noteRefusals } from './jobs.queries.ts'
import type { Machine } from './machine.types.ts'
import { protect, restore } from './protect.rules.ts'

type Thing = Static<typeof TranslatableThing>

const THINGS_A_PAGE = 20

export interface PageDone {
  nextCursor: string | null
  done: number
  refused: number
}

/** What becomes of a text that the house cannot take from the machine, whenever it is asked. */
const UNUSABLE: ReadonlySet<string> = new Set(['too-long', 'incomplete', 'address-taken'])

/**
 * Translates one page of what a machine may write, but for what it could not do before. The provider is asked while nothing is locked; what people wrote
 * meanwhile stands, for the owner of the texts decides when they are saved.
 */
export async function translatePage(
  parts: Owners & Pick<TranslationParts, 'db'>,
  machine: Machine,
  { kind, locale, cursor }: { kind: string; locale: Locale; cursor: string | null },
): Promise<PageDone> {
  const { db } = parts
  const owner = ownerOf(parts, kind)
  const page = await owner.listTexts(systemContext('translation'), {
    kind,
    locale,
    forMachine: true,
    limit: THINGS_A_PAGE,
    ...(cursor === null ? {} : { cursor }),
  })
  const before = await findRefusals(
    db,
    kind,
    locale,
    page.items.map(({ id }) => id),
  )
  const wanted = page.items.filter((thing) => before.get(thing.id) !== askedHash(thing))
  const terms = await readTerms(parts)
  const refused: Thing[] = []
  const texts = []
  for (const from of new Set(wanted.map(({ sourceLocale }) => sourceLocale))) {
    const things = wanted.filter(({ sourceLocale }) => sourceLocale === from)
    const translated = await translateThings(machine, things, terms, from, locale)
    for (const [index, fields] of translated.entries()) {
      const thing = things[index]
      if (thing && fields) texts.push({ kind, id: thing.id, sourceHash: thing.sourceHash, fields })
      else if (thing) refused.push(thing)
    }
  }
  const answers = await owner.saveTexts(systemContext('translation'), { locale, byMachine: true, texts })
  const unusable = new Set(answers.filter(({ outcome }) => UNUSABLE.has(outcome)).map(({ id }) => id))
  refused.push(...wanted.filter(({ id }) => unusable.has(id)))
  await noteRefusals(
    db,
    kind,
    locale,
    refused.map((thing) => ({ id: thing.id, sourceHash: askedHash(thing) })),
  )
  const done = answers.filter(({ outcome }) => outcome === 'saved').length
  return { nextCursor: page.nextCursor, done, refused: refused.length }
}

/** What a machine is asked to write of a thing: what nobody has written, and what is a machine's and behind its source. */
const askedOf = ({ fields }: Thing) => fields.filter(({ forMachine }) => forMachine)

const askedHash = (thing: Thing): string =>
  hashOfText(JSON.stringify(askedOf(thing).map(({ field, source }) => [field, source])))

/** Fields of each thing in the other language; undefined for one that cannot be used as it came back. */
async function translateThings(
  machine: Machine,
  things: readonly Thing[],
  terms: readonly Word[],
  from: Locale,
  to: Locale,
) {
  const wanted = things.flatMap((thing, index) =>
    askedOf(thing).map((field) => ({
      index,
      field,
      lines: field.source.split('\n').map((line) => ({ line, ...protect(line, terms, to) })),
    })),
  )
  const spoken = wanted.flatMap(({ lines }) => lines).filter(({ line }) => /\p{L}/u.test(line))
  const translated = new Map<(typeof spoken)[number], string | undefined>(
    spoken.map((line) => [line, undefined]),
  )
  for (const batch of batchesOf(spoken.filter(({ markup }) => encodedBytes(markup) <= MOST_BYTES))) {
    const answer = await machine.translate(
      batch.map(({ markup }) => markup),
      from,
      to,
    )
    if (answer.length !== batch.length) throw new Error('the provider answered with another number of lines')
    for (const [index, line] of batch.entries()) translated.set(line, restore(answer[index] ?? '', line))
  }
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
