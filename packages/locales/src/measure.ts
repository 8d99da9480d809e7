import type { TextParams } from '@tradewind/kernel'

/** Units that languages write in their own way, by the codes of the catalogue. */
const UNITS: ReadonlySet<string> = new Set(['g', 'kg', 'ml', 'l', 'mm', 'cm', 'm', 'min'])

// Around a figure in text from right to left.
const ISOLATES = /[\u2068\u2069]/g

type Write = (key: string, params: TextParams) => string

/**
 * A figure, already in the reader's notation, with its unit: `250 ml`, `250 мл`, `250 毫升`; another unit stands as it
 * is. Texts, not `Intl`, which writes Latin units in some scripts and none of Burmese in a browser.
 */
export function measureText(t: Write, amount: string, unit: string): string {
  return UNITS.has(unit) ? t(`measure.${unit}`, { amount }) : `${amount} ${unit}`
}

/** A unit by itself, as it stands beside a field. */
export const unitText = (t: Write, unit: string): string =>
  measureText(t, '', unit).replace(ISOLATES, '').trim()
