import {
  allocate,
  compare,
  compareDecimals,
  convert,
  divideDecimals,
  LOCALES,
  money,
  multiplyDecimals,
  pickText,
  SPECIAL_DRAWING_RIGHT,
  sum,
  type CustomsIdKind,
  type Decimal,
  type Locale,
  type Money,
} from '@tradewind/kernel'
import type { LineRow, PartRow } from '../../orders/orders.queries.ts'
import { draftOf } from '../declaration.rules.ts'

/** One line of a parcel as the customs read it. */
export interface PaperLine {
  description: string
  /** The name in the buyer's language, where it is another. */
  localName: string | undefined
  quantity: number
  hsCode: string
  originCountry: string
  /** Agreement under which the lower duty of its origin was quoted, and how that origin is proven. */
  preference?: { agreement: string; proof: string } | undefined
  /** Of all pieces. */
  weightGrams: number
  /** Of each piece, without tax: what the line came to, shared out so that all its pieces make it up exactly. */
  pieces: readonly Money[]
  /** Of all pieces. */
  value: Money
}

/** An address as carriers and customs of both countries read it; its lines in its own script where it has another. */
export interface PaperAddress {
  lines: readonly string[]
  ownScript: readonly string[]
}

/** What stands on the papers of one parcel. */
export interface ParcelPaper {
  trackingNumber: string
  carrier: string
  orderNumber: string
  /** Day of shipping, such as 2026-11-22. */
  day: string
  from: PaperAddress
  to: PaperAddress
  taxId: { kind: CustomsIdKind; number: string } | undefined
  lines: PaperLine[]
  netGrams: number
  grossGrams: number
  value: Money
  /** What the buyer pays for shipping; undefined where the part is sent in several parcels. */
  postage: Money | undefined
  incoterm: string
  buyerLocale: Locale
  country: string
}

export interface PackedParcel {
  trackingNumber: string
  carrier: string
  weightGrams: number | null
  shippedAt: string
  lines: readonly { lineId: string; quantity: number }[]
}

/** The contents of a parcel as they were bought and declared; `earlier` are the parcels of the part that left before it. */
export function contentsOf(
  part: Pick<PartRow, 'lines' | 'currency' | 'shippingNetMinor'>,
  parcel: PackedParcel,
  earlier: readonly Pick<PackedParcel, 'lines'>[],
  locale: Locale,
): Pick<ParcelPaper, 'lines' | 'netGrams' | 'grossGrams' | 'value' | 'postage'> {
  const lines = parcel.lines.flatMap(({ lineId, quantity }, index) => {
    const line = part.lines.find(({ id }) => id === lineId)
    if (!line) return []
    const { description = '', hsCode = '', originCountry = '', weightGrams = 0 } = draftOf(line)
    const from = piecesIn([...earlier, { lines: parcel.lines.slice(0, index) }], lineId)
    const whole = money(line.netMinor, part.currency)
    const pieces = allocate(whole, Array<number>(line.quantity).fill(1)).slice(from, from + quantity)
    const name = pickText(line.name, locale)?.text ?? description
    return {
      description,
      localName: name === description ? undefined : name,
      quantity,
      hsCode,
      originCountry,
      preference: preferenceOf(line, originCountry),
      weightGrams: weightGrams * quantity,
      pieces,
      value: sum(pieces, part.currency),
    }
  })
  const netGrams = lines.reduce((sum, { weightGrams }) => sum + weightGrams, 0)
  const isWhole = part.lines.every(({ id, quantity }) =>
    parcel.lines.some((packed) => packed.lineId === id && packed.quantity === quantity),
  )
  return {
    lines,
    netGrams,
    grossGrams: Math.max(parcel.weightGrams ?? 0, netGrams),
    value: sum(
      lines.map(({ value }) => value),
      part.currency,
    ),
    postage: isWhole ? money(part.shippingNetMinor, part.currency) : undefined,
  }
}

/** None where the merchant declared another origin than the one that was quoted by. */
function preferenceOf(line: LineRow, declaredOrigin: string): PaperLine['preference'] {
  if (declaredOrigin !== line.originCountry) return undefined
  return line.dutyRules.flatMap(({ agreement, condition }) =>
    agreement === null || condition === null ? [] : [{ agreement, proof: condition }],
  )[0]
}

const piecesIn = (parcels: readonly Pick<PackedParcel, 'lines'>[], lineId: string): number =>
  parcels
    .flatMap(({ lines }) => lines)
    .reduce((count, packed) => count + (packed.lineId === lineId ? packed.quantity : 0), 0)

/** A line as an invoice has it: as often as its pieces differ in value, so that pieces times their value is the value. */
export const byUnitValue = (line: PaperLine): (PaperLine & { unitValue: Money })[] =>
  [...Map.groupBy(line.pieces, ({ minor }) => minor).values()].map((pieces) => ({
    ...line,
    quantity: pieces.length,
    weightGrams: (line.weightGrams / line.quantity) * pieces.length,
    pieces,
    value: sum(pieces, line.value.currency),
    unitValue: pieces[0] ?? line.value,
  }))

/** What a form CN 22 may cover at most. Source: UPU Convention Regulations, 300 SDR and 2 kg of letter post. */
const CN22_MOST_GRAMS = 2_000
const CN22_MOST_SDR = 300
/**
 * What is surely within, where nobody wrote a rate of the SDR or it has grown too old: on every day since there is a euro, an SDR was worth more
 * than one. A rate by which it is worth more than two is a slip of the pen. Source: IMF, exchange rate archives, currency
 * units per SDR.
 */
const CN22_SURELY: Money = { minor: 30_000, currency: 'EUR' }
const LEAST_SDR_PER_EURO = '0.5'

/**
 * Which form the post asks for, by rates such as are in force: units of each for one euro. In doubt CN 23, which is
 * always taken.
 */
export function formOf(
  grossGrams: number,
  value: Money,
  perEuro: ReadonlyMap<string, Decimal>,
): 'CN 22' | 'CN 23' {
  const rate = value.currency === 'EUR' ? '1' : perEuro.get(value.currency)
  if (grossGrams > CN22_MOST_GRAMS || rate === undefined) return 'CN 23'
  const euros = convert(value, 'EUR', divideDecimals('1', rate, 12))
  const sdr = perEuro.get(SPECIAL_DRAWING_RIGHT)
  const isWithin =
    sdr === undefined || compareDecimals(sdr, LEAST_SDR_PER_EURO) < 0
      ? compare(euros, CN22_SURELY) <= 0
      : compareDecimals(multiplyDecimals(String(euros.minor), sdr), String(CN22_MOST_SDR * 100)) <= 0
  return isWithin ? 'CN 22' : 'CN 23'
}

/** The language that most people of a country read, of those we have. Source: CLDR, likely subtags. */
export function languageOf(country: string): Locale | undefined {
  const { language, script } = new Intl.Locale(`und-${country}`).maximize()
  const wanted = language === 'zh' ? (script === 'Hant' ? 'zh-TW' : 'zh-CN') : language
  return LOCALES.find((locale) => locale === wanted)
}

/** Grams as kilograms with three places, such as 1.250. */
export const kilograms = (grams: number): string => (grams / 1000).toFixed(3)

/** An amount with its code before it and a point in it, as forms have it in every country: EUR 1234.50. */
export function plainMoney({ minor, currency }: Money, exponent: number): string {
  const digits = String(minor).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  return `${currency} ${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ''}`
}
