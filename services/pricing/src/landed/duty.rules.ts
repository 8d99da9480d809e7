import { allocate, money, percentOf, sum, zero, type Money } from '@tradewind/kernel'
import { convertBy, type RateSet } from '../fx/fx.rules.ts'
import { inForce } from './dates.rules.ts'
import type {
  Consignment,
  DutyRule,
  LandedBook,
  LandedRule,
  Levy,
  Tariff,
  UnknownReason,
} from './landed.types.ts'
import { digitsOf, tariffOf } from './tariffs.rules.ts'
import { valueOf, type ValuedLine } from './values.rules.ts'

export type Unknown = { readonly unknown: UnknownReason }

/** Duty of the lines of one case, in their order, each with the row that decided. */
export function dutyOf(
  rule: LandedRule,
  book: LandedBook,
  day: string,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): DutyRule[] | Unknown {
  if (rule.duty === 'none') return lines.map((line) => byCase(rule, '0', zero(line.net.currency)))
  if (rule.duty === 'percent') return dutyByPercent(rule, lines, rates)
  const { jurisdiction } = rule
  const duties: DutyRule[] = []
  for (const line of lines) {
    const tariff = tariffOf(book.tariffs, { jurisdiction, kind: 'duty', day }, line, rates)
    if (!tariff) return { unknown: line.hsCode ? 'pricing.no-duty-rate' : 'pricing.no-hs-code' }
    duties.push(byTariff(tariff, percentOf(valueOf(line, rule.dutyBasis), tariff.percent)))
  }
  return duties
}

/** One rate for all goods together, less what is taken off, shared out by value. */
function dutyByPercent(
  rule: LandedRule,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): DutyRule[] | Unknown {
  const values = lines.map((line) => valueOf(line, rule.dutyBasis))
  const currency = values[0]?.currency ?? ''
  const less = convertBy(
    rates,
    money(rule.dutyLessMinor ?? 0, rule.dutyLessMinor === null ? currency : (rule.currency ?? currency)),
    currency,
  )
  if (!less) return { unknown: 'pricing.no-border-rate' }
  const whole = percentOf(sum(values, currency), rule.dutyPercent ?? '0').minor - less.minor
  return allocate(
    money(Math.max(0, whole), currency),
    values.map(({ minor }) => minor),
  ).map((amount) => byCase(rule, rule.dutyPercent, amount))
}

/** Fixed amounts on a consignment, shared out over the lines they are for; what each line bears, in their order. */
export function leviesOf(
  levies: readonly Levy[],
  { country, day }: Consignment,
  rule: LandedRule,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): DutyRule[][] | Unknown {
  const shares = lines.map((): DutyRule[] => [])
  const due = levies.filter(
    (levy) =>
      [rule.jurisdiction, country].includes(levy.jurisdiction) &&
      levy.regimes.includes(rule.regime) &&
      inForce(day)(levy),
  )
  for (const levy of due) {
    if (levy.unit === 'subheading' && lines.some((line) => subheading(line) === ''))
      return { unknown: 'pricing.no-hs-code' }
    const groups = levy.unit === 'subheading' ? new Set(lines.map(subheading)) : [undefined]
    for (const group of groups) {
      const amount = convertBy(rates, money(levy.minor, levy.currency), lines[0]?.net.currency ?? '')
      if (!amount) return { unknown: 'pricing.no-border-rate' }
      const weights = lines.map((line) =>
        group === undefined || subheading(line) === group ? Math.max(1, line.net.minor) : 0,
      )
      allocate(amount, weights).forEach((part, index) => {
        if (part.minor > 0) shares[index]?.push(byLevy(levy, part))
      })
    }
  }
  return shares
}

const subheading = (line: ValuedLine): string => {
  const digits = digitsOf(line.hsCode)
  return digits.length < 6 ? '' : digits.slice(0, 6)
}

type Row = Pick<Tariff, 'jurisdiction' | 'validFrom' | 'source'>
type Decided = Pick<DutyRule, 'percent' | 'amount'> & Partial<Pick<DutyRule, 'agreement' | 'condition'>>

/** A row as the line keeps it that it decided, under a name made of what tells it from others. */
const ruleOf = (
  { jurisdiction, validFrom, source }: Row,
  name: readonly (string | null)[],
  { agreement = null, condition = null, ...decided }: Decided,
): DutyRule => ({
  rule: [jurisdiction, ...name.filter((part) => part !== null), validFrom].join('/'),
  jurisdiction,
  agreement,
  condition,
  validFrom,
  source,
  ...decided,
})

const byCase = (rule: LandedRule, percent: LandedRule['dutyPercent'], amount: Money): DutyRule =>
  ruleOf(rule, [rule.regime], { percent, amount })

const byTariff = (tariff: Tariff, amount: Money): DutyRule => {
  const { kind, hsPrefix, originGroup, condition, percent } = tariff
  return ruleOf(tariff, [kind, hsPrefix || '*', originGroup], {
    agreement: originGroup,
    condition,
    percent,
    amount,
  })
}

const byLevy = (levy: Levy, amount: Money): DutyRule => ruleOf(levy, [levy.name], { percent: null, amount })
