import type { Locale } from '@tradewind/kernel'

/** What lacks in a language. Goods have the rule by which they are hidden without a name; nothing else is ever hidden. */
export interface Gate {
  locale: Locale
  rule?: 'machine' | 'human'
  fields: readonly string[]
}

const TEXTS = ['console.gate-hidden', 'console.gate-untranslated', 'console.gate-shown'] as const

function textOf({ rule, fields }: Gate): (typeof TEXTS)[number] {
  if (rule === undefined || !fields.includes('name')) return 'console.gate-shown'
  return rule === 'human' ? 'console.gate-hidden' : 'console.gate-untranslated'
}

/** All languages with what lacks in them, by what becomes of it there, the gravest first. */
export const gateGroups = (gates: readonly Gate[]): { text: string; gates: Gate[] }[] =>
  TEXTS.map((text) => ({ text, gates: gates.filter((gate) => textOf(gate) === text) })).filter(
    (group) => group.gates.length > 0,
  )
