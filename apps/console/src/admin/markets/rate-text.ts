import { formatNumber } from '@tradewind/kernel'
import { locale } from '../../shell/texts.ts'

const MOST_DIGITS = 15

/** A rate as the reader writes figures: 1.172 dollars are more than a thousand in German. */
export const rateText = (rate: string): string =>
  formatNumber(Number(rate), locale.value, { maximumSignificantDigits: MOST_DIGITS })
