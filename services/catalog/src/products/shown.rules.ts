import type { Locale } from '@tradewind/kernel'
import type { LanguageRules } from '../taxonomy/taxonomy.ts'

type Rule = 'machine' | 'human' | undefined

/** A wording by whether it is there, and by whom. */
export interface Wording {
  written: boolean
  byMachine: boolean
}

/** Whether readers get a wording by their language's rule: whoever wrote it, or only what a person did. */
export const isGiven = (rule: Rule, { written, byMachine }: Wording): boolean =>
  written && !(rule === 'human' && byMachine)

/** Whether goods are shown in a language by its rule: with a name that readers get; without a rule always. */
export const isShownIn = (rule: Rule, name: Wording): boolean => rule === undefined || isGiven(rule, name)

/** A field of goods in one language, and whether their source has it. */
export interface RuledField<Field extends string> extends Wording {
  field: Field
  wanted: boolean
}

/** Languages with a rule in which fields lack that the source has; without a name the goods are hidden there. */
export const gatesOf = <Field extends string>(
  rules: LanguageRules,
  fieldsIn: (locale: Locale) => readonly RuledField<Field>[],
): { locale: Locale; rule: 'machine' | 'human'; fields: Field[] }[] =>
  [...rules].flatMap(([locale, rule]) => {
    const fields = fieldsIn(locale)
      .filter((one) => one.wanted && !isGiven(rule, one))
      .map(({ field }) => field)
    return fields.length === 0 ? [] : [{ locale, rule, fields }]
  })
