import { allocate, refused, sum, zero, type Decimal, type Money } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { LandedPart } from '../contract/index.ts'
import { landed, sumsOf } from '../landed/landed.rules.ts'
import type { Consignment, DutyRule, Landed } from '../landed/landed.types.ts'
import type { Taxed } from '../tax/tax.rules.ts'
import type { Terms } from '../terms/terms.queries.ts'

/** A line with its price taken apart at the country's own rate. */
export interface PricedLine extends Taxed {
  readonly storeId: string
  readonly shipsFrom: string
  readonly hsCode: string | null
  readonly originCountry: string | null
  readonly originProven?: boolean | undefined
  readonly weightGrams: number
  readonly quantity: number
  readonly taxPercent: Decimal
}
export interface PricedShipping extends Taxed {
  readonly storeId: string
  readonly taxPercent: Decimal
}
type Bordered<T> = Omit<T, keyof Taxed | 'taxPercent'> & Taxed & { taxPercent: Decimal; dueTax: Money }

export interface Brought<Line, Shipping> {
  lines: (Bordered<Line> & { duty: Money; dutyTax: Money; dueDuty: Money; dutyRules: DutyRule[] })[]
  shipping: Bordered<Shipping>[]
  parts: Static<typeof LandedPart>[]
}

/** The order as it crosses borders: what each line and each shipment is charged, and what is left to the door. */
export function bringHome<Line extends PricedLine, Shipping extends PricedShipping>(
  terms: Terms,
  place: { country: string; day: string; currency: string; yearBefore: Money },
  lines: readonly Line[],
  shipping: readonly Shipping[],
): Brought<Line, Shipping> {
  const nothing = zero(place.currency)
  const senders = Map.groupBy(lines, (line) => `${line.storeId} ${line.shipsFrom}`)
  const charged = new Map<Line, Brought<Line, Shipping>['lines'][number]>()
  const transportTax = new Map<string, { tax: Money[]; due: Money[] }>()
  const parts: Static<typeof LandedPart>[] = []
  for (const own of senders.values()) {
    const [first] = own
    if (!first) continue
    const { storeId, shipsFrom } = first
    const transport = shareOfShipping(lines, shipping, own, place.currency)
    const answer = landed(
      terms.landed,
      { ...place, ...consignmentOf(own, transport), shipsFrom },
      terms.rates,
    )
    if (answer.refusal !== null) throw refused(answer.refusal, { country: place.country })
    const paid = answer.incoterm === 'DDP'
    own.forEach((line, index) => {
      const charges = answer.lines[index]
      if (!charges) return
      const tax = paid ? charges.tax : nothing
      charged.set(line, {
        ...line,
        tax,
        gross: sum([line.net, tax], place.currency),
        taxPercent: paid ? charges.taxPercent : '0',
        duty: paid ? charges.duty : nothing,
        dutyTax: paid ? charges.dutyTax : nothing,
        dueDuty: paid ? nothing : charges.duty,
        dueTax: paid ? nothing : sum([charges.tax, charges.dutyTax], place.currency),
        dutyRules: [...charges.dutyRules],
      })
    })
    const taxes = transportTax.get(storeId) ?? { tax: [], due: [] }
    ;(paid ? taxes.tax : taxes.due).push(answer.transportTax)
    transportTax.set(storeId, taxes)
    parts.push(partOf(storeId, shipsFrom, own, transport, answer))
  }
  return {
    lines: lines.flatMap((line) => charged.get(line) ?? []),
    shipping: shipping.map((part) => {
      const taxes = transportTax.get(part.storeId)
      const tax = taxes ? sum(taxes.tax, place.currency) : part.tax
      return {
        ...part,
        tax,
        gross: sum([part.net, tax], place.currency),
        taxPercent: tax.minor === 0 ? '0' : part.taxPercent,
        dueTax: sum(taxes?.due ?? [], place.currency),
      }
    }),
    parts,
  }
}

type Transport = Pick<Consignment, 'transport' | 'transportPercent'>

/** Goods of one store from two countries share its shipping by value. */
function shareOfShipping(
  lines: readonly PricedLine[],
  shipping: readonly PricedShipping[],
  own: readonly PricedLine[],
  currency: string,
): Transport {
  const of = own[0]
  const whole = shipping.filter((part) => part.storeId === of?.storeId)
  const all = lines.filter((line) => line.storeId === of?.storeId)
  const share = (amounts: readonly Money[]): Money => {
    const parts = allocate(
      sum(amounts, currency),
      all.map((line) => line.net.minor),
    )
    return sum(
      parts.filter((_, index) => own.some((line) => line === all[index])),
      currency,
    )
  }
  return {
    transport: { net: share(whole.map((part) => part.net)), tax: share(whole.map((part) => part.tax)) },
    transportPercent: whole[0]?.taxPercent ?? '0',
  }
}

const consignmentOf = (lines: readonly PricedLine[], transport: Transport) => ({
  ...transport,
  lines,
  carriage: null,
  // By decision 4 the platform is registered wherever a rule has it collect.
  sellerRegistered: true,
})

function partOf(
  storeId: string,
  shipsFrom: string,
  lines: readonly PricedLine[],
  { transport }: Transport,
  answer: Landed,
): Static<typeof LandedPart> {
  const { currency } = transport.net
  const nothing = zero(currency)
  const { tax, duty } = sumsOf(answer)
  const paid = answer.incoterm === 'DDP'
  const net = sum([transport.net, ...lines.map((line) => line.net)], currency)
  const toBuyer = { customer: 'buyer' as const, net, tax: paid ? tax : nothing }
  return {
    storeId,
    shipsFrom,
    regimes: [...new Set(answer.lines.map((line) => line.regime))],
    rules: answer.regimes.map((rule) => `${rule.jurisdiction}/${rule.regime}/${rule.validFrom}`),
    incoterm: answer.incoterm,
    collector: answer.collector,
    importer: answer.importer,
    supplies: answer.deemedSupplier
      ? [
          { supplier: 'merchant', customer: 'platform', net, tax: nothing },
          { supplier: 'platform', ...toBuyer },
        ]
      : [{ supplier: 'merchant', ...toBuyer }],
    duty: paid ? duty : nothing,
    tax: paid ? tax : nothing,
    dueDuty: paid ? nothing : duty,
    dueTax: paid ? nothing : tax,
    atDelivery:
      answer.unknown !== null ? 'unknown' : paid || tax.minor + duty.minor === 0 ? 'nothing' : 'estimated',
    reason: answer.unknown,
  }
}
