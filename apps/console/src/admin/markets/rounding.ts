import { CHARM_RULES, exponentOf, formatMoney, type CharmRule, type Locale } from '@tradewind/kernel'

/** Currencies whose smallest coin of use is worth many of their units. */
const SMALL_UNITS = new Set(['CLP', 'HUF', 'IDR', 'ISK', 'JPY', 'KRW', 'MMK', 'TWD', 'VND'])

/** Endings to choose from in a currency, the customary one first. */
export function roundingChoices(currency: string): CharmRule[] {
  const unit = 10 ** exponentOf(currency)
  const forms: readonly (readonly [number, number])[] = SMALL_UNITS.has(currency)
    ? [
        [10, 0],
        [100, 0],
        [100, 80],
        [1000, 0],
        [1000, 900],
      ]
    : [
        [1, 0.99],
        [1, 0.95],
        [1, 0.9],
        [1, 0],
      ]
  const usual = CHARM_RULES[currency]
  const all = forms.map(([step, ending]): CharmRule => ({
    step: step * unit,
    ending: Math.round(ending * unit),
    toward: 'nearest',
  }))
  return [...(usual ? [usual] : []), ...all].filter(
    (rule, index, rules) => rules.findIndex((one) => keyOf(one) === keyOf(rule)) === index,
  )
}

/** What tells one rule from another, as the value of a choice. */
export const keyOf = ({ step, ending, toward }: CharmRule): string => `${step} ${ending} ${toward}`

/** Two prices that a rule makes, by which it is known: 16.99, 17.99. */
export const sampleOf = ({ step, ending }: CharmRule, currency: string, locale: Locale): string =>
  [16, 17].map((times) => formatMoney({ minor: times * step + ending, currency }, locale)).join(' · ')
