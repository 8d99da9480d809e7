import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { TSchema } from 'typebox'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import type { EventType, Fact } from '../contract/index.ts'
import type { Consumer } from '../service/definition.ts'
import { hashOfText, type KeptMark } from './marks.ts'

/** What is known of a thing in each language that wants people's words and has some by a machine; null where there is none. */
export type MachineMarks = readonly { locale: Locale; fields: KeptMark['fields'] }[] | null

/** SQL of the `MachineMarks` of a thing, for the statement that reads it: no statement more, and true at once. */
export const machineMarksOf = (
  schema: string,
  kind: string,
  id: RawBuilder<unknown>,
): RawBuilder<MachineMarks> => sql<MachineMarks>`(
  select json_agg(json_build_object('locale', marks.locale, 'fields', marks.fields))
  from ${sql.table(`${schema}.human_languages`)} human join ${sql.table(`${schema}.text_marks`)} marks
    on marks.kind = ${sql.lit(kind)} and marks.id = ${id} and marks.locale = human.locale and marks.by_machine)`

/** A text as readers get it: without the languages that want a person's words where the wording is a machine's. */
export function shownText(
  text: LocalizedText,
  field: string,
  marks: MachineMarks,
  { inAnyOrder = false } = {},
): LocalizedText {
  const hidden = (marks ?? []).filter(({ locale, fields }) => {
    const wording = text[locale]
    return wording ? isByMachine(wording, field, fields, inAnyOrder) : false
  })
  if (hidden.length === 0) return text
  const left = Object.entries(text).filter(([locale]) => hidden.every((mark) => mark.locale !== locale))
  // What the machine translated may be gone: a store without a name helps nobody.
  return left.some(([, wording]) => wording !== '') ? Object.fromEntries(left) : text
}

/** Marks may be older than the text: they tell only of the wording that they were made from, wherever it stands. */
function isByMachine(
  wording: string,
  field: string,
  fields: KeptMark['fields'],
  inAnyOrder: boolean,
): boolean {
  const textHash = hashOfText(wording)
  const own = fields[field]
  if (own?.textHash === textHash) return own.byMachine
  const same = inAnyOrder ? Object.values(fields).filter((mark) => mark.textHash === textHash) : []
  return same.length > 0 && same.every(({ byMachine }) => byMachine)
}

interface Rule {
  locale: Locale
  rule: 'machine' | 'human'
}

/**
 * Takes over which languages show only what people wrote, into `<schema>.human_languages`. The fact's payload is all
 * rules, `{ rules: { locale, rule }[] }`; `tell` says what is read otherwise since, in the languages that came or went.
 */
export const humanLanguages = (
  schema: string,
  rulesSet: EventType<TSchema>,
  tell?: (tx: Transaction<unknown>, locales: readonly Locale[]) => Promise<void>,
): Consumer => ({
  name: 'language-rules',
  events: [rulesSet],
  async handle(facts: readonly Fact[], tx) {
    const last = facts.at(-1)
    if (!last) return
    const { rules } = last.payload as { rules: readonly Rule[] }
    const wanted = rules.filter(({ rule }) => rule === 'human').map(({ locale }) => locale)
    const table = sql.table(`${schema}.human_languages`)
    const { rows } = await sql<{ locale: Locale }>`
      with gone as (delete from ${table} where not locale = any(${wanted}::text[]) returning locale),
      come as (insert into ${table} (locale) select unnest(${wanted}::text[]) on conflict do nothing returning locale)
      select locale from gone union all select locale from come`.execute(tx)
    if (rows.length > 0)
      await tell?.(
        tx,
        rows.map(({ locale }) => locale),
      )
  },
})
