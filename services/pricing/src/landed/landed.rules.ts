import { add, compareDecimals, sum, zero, type Money } from '@tradewind/kernel'
import type { RateSet } from '../fx/fx.rules.ts'
import { jurisdictionOf, wayOf } from './borders.rules.ts'
import { dutyOf, leviesOf } from './duty.rules.ts'
import type {
  Consignment,
  DutyRule,
  Landed,
  LandedBook,
  LandedRule,
  LineCharges,
  Priced,
  UnknownReason,
} from './landed.types.ts'
import { tariffOf } from './tariffs.rules.ts'
import { shapeOf, taxOn, type TaxShape } from './tax.shapes.rules.ts'
import { ruleFor } from './thresholds.rules.ts'
import { valued, type ValuedLine } from './values.rules.ts'

/** What tax and duty come to for a consignment, who takes them and when, by the rules of its day. */
export function landed(book: LandedBook, consignment: Consignment, rates: RateSet | null): Landed {
  const way = wayOf(book.members, consignment)
  if (way !== 'import') return atHome(way, consignment)
  const jurisdiction = jurisdictionOf(book.members, consignment.country, consignment.day)
  const lines = valued(consignment)
  const cases: LandedRule[] = []
  for (const line of lines) {
    const rule = ruleFor(book.rules, jurisdiction, consignment, lines, line, rates)
    if (!rule) return nothingKnown(consignment, 'pricing.no-border-rule')
    cases.push(rule)
  }
  return byCases(book, consignment, lines, cases, rates)
}

/** Goods that cross no customs border: the country's own tax, taken by the platform, as decision 4 has it. */
function atHome(way: 'domestic' | 'union', { lines, transport }: Consignment): Landed {
  return {
    regimes: [],
    incoterm: 'DDP',
    collector: 'platform',
    importer: 'none',
    deemedSupplier: false,
    lines: lines.map((line) => ({
      ...nothing(way, line.net),
      taxPercent: line.taxPercent,
      tax: line.tax,
    })),
    transportTax: transport.tax,
    unknown: null,
    refusal: null,
  }
}

/** Nobody may guess: nothing is charged for the border, and the buyer is told that charges may follow. */
const nothingKnown = ({ lines, transport }: Consignment, unknown: UnknownReason): Landed => ({
  regimes: [],
  incoterm: 'DAP',
  collector: 'carrier',
  importer: 'buyer',
  deemedSupplier: false,
  lines: lines.map((line) => nothing('unknown', line.net)),
  transportTax: zero(transport.net.currency),
  unknown,
  refusal: null,
})

function byCases(
  book: LandedBook,
  consignment: Consignment,
  lines: readonly ValuedLine[],
  cases: readonly LandedRule[],
  rates: RateSet | null,
): Landed {
  const regimes = [...new Set(cases)]
  const [first] = regimes
  const refusal = regimes.find((rule) => rule.refusal !== null)?.refusal ?? null
  if (!first || refusal !== null) return { ...nothingKnown(consignment, 'pricing.no-border-rule'), refusal }
  // One parcel is cleared in one way: what one line leaves to the door, all leave to the door.
  const decides = regimes.find((rule) => rule.incoterm === 'DAP') ?? first

  const { currency } = consignment.transport.net
  const charges = new Map<ValuedLine, LineCharges>()
  const transportTaxes: Money[] = []
  let unknown: UnknownReason | null = null
  for (const rule of regimes) {
    const own = lines.filter((_, index) => cases[index] === rule)
    const duties = dutyOf(rule, book, consignment.day, own, rates)
    // Tax on a duty that nobody knows is not known either.
    if ('unknown' in duties) return nothingKnown(consignment, duties.unknown)
    const levies = leviesOf(book.levies, consignment, rule, own, rates)
    if ('unknown' in levies) unknown = levies.unknown
    own.forEach((line, index) => {
      const shape = shapeFor(rule, book, consignment, line, rates)
      const levied = 'unknown' in levies ? [] : (levies[index] ?? [])
      charges.set(line, chargesOf(rule, line, shape, duties[index], levied))
      if (rule.taxBase !== 'goods') transportTaxes.push(transportTaxOf(rule, consignment, line, shape))
    })
  }
  return {
    regimes,
    incoterm: decides.incoterm,
    collector: decides.collector,
    importer: decides.importer,
    deemedSupplier: regimes.some((rule) => rule.deemedSupplier),
    lines: lines.map((line) => charges.get(line) ?? nothing('unknown', line.net)),
    transportTax: sum(transportTaxes, currency),
    unknown,
    refusal,
  }
}

function chargesOf(
  rule: LandedRule,
  line: ValuedLine,
  shape: TaxShape,
  dutied: DutyRule | undefined,
  levied: readonly DutyRule[],
): LineCharges {
  const dutyRules = [...(dutied ? [dutied] : []), ...levied]
  const duty = dutied?.amount ?? zero(line.net.currency)
  const onGoods = taxIn(line, line.taxPercent, shape)
  const onDuty = taxOn(rule.taxBase === 'price-and-duty' ? duty : zero(duty.currency), shape)
  return {
    regime: rule.regime,
    taxPercent: shape.percent,
    tax: onGoods.tax,
    duty: sum(
      dutyRules.map(({ amount }) => amount),
      duty.currency,
    ),
    dutyRules,
    dutyTax: add(onDuty.vat, onDuty.consumption),
    consumptionTax: add(onGoods.consumption, onDuty.consumption),
  }
}

/** Tax on a line's share of the transport: at the standard rate, or in the shape of the goods' own tax. */
function transportTaxOf(
  rule: LandedRule,
  { transportPercent }: Consignment,
  { transport }: ValuedLine,
  shape: TaxShape,
): Money {
  const onTransport = shape.plain ? shapeOf(rule, rule.taxPercent ?? transportPercent, '0') : shape
  return taxIn(transport, transportPercent, onTransport).tax
}

function shapeFor(
  rule: LandedRule,
  book: LandedBook,
  { day }: Consignment,
  line: ValuedLine,
  rates: RateSet | null,
): TaxShape {
  const consumption = tariffOf(
    book.tariffs,
    { jurisdiction: rule.jurisdiction, kind: 'consumption-tax', day },
    line,
    rates,
  )
  return shapeOf(rule, rule.taxPercent ?? line.taxPercent, consumption?.percent ?? '0')
}

/** Where the shown price held just this tax, it is that to the minor unit; elsewhere it is reckoned anew. */
function taxIn(amount: Priced, pricedPercent: string, shape: TaxShape): { tax: Money; consumption: Money } {
  if (shape.plain && compareDecimals(shape.percent, pricedPercent) === 0)
    return { tax: amount.tax, consumption: zero(amount.net.currency) }
  const { vat, consumption } = taxOn(amount.net, shape)
  return { tax: add(vat, consumption), consumption }
}

const nothing = (regime: string, { currency }: Money): LineCharges => ({
  regime,
  taxPercent: '0',
  tax: zero(currency),
  duty: zero(currency),
  dutyRules: [],
  dutyTax: zero(currency),
  consumptionTax: zero(currency),
})

/** All tax and all duty of a consignment. */
export const sumsOf = ({ lines, transportTax }: Landed): { tax: Money; duty: Money } => ({
  tax: sum([transportTax, ...lines.flatMap((line) => [line.tax, line.dutyTax])], transportTax.currency),
  duty: sum(
    lines.map((line) => line.duty),
    transportTax.currency,
  ),
})
