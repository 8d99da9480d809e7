import { convert, crossRate, money, type Money } from '@tradewind/kernel'
import { readDemo } from './demo-files.ts'

/** Units of each currency for one euro, as the demo's markets have them. */
export const demoRates = (): Readonly<Record<string, string>> => ({
  EUR: '1',
  ...readDemo<{ fx: { rates: Record<string, string> } }>('markets.json').fx.rates,
})

/** A price as a store of another currency would write it on its tag; `factor` makes stores differ. */
export function tagPrice(
  price: Money,
  currency: string,
  rates: Readonly<Record<string, string>>,
  factor = 1,
): Money {
  const asked = money(Math.round(price.minor * factor), price.currency)
  if (currency === price.currency) return asked
  return round(convert(asked, currency, crossRate(rateOf(price.currency, rates), rateOf(currency, rates))))
}

function rateOf(currency: string, rates: Readonly<Record<string, string>>): string {
  const rate = rates[currency]
  if (rate === undefined) throw new Error(`the demo has no rate for ${currency}`)
  return rate
}

/** To the step at which prices of a currency are usually written. */
function round(price: Money): Money {
  const step = STEPS[price.currency] ?? 10
  return money(Math.max(step, Math.round(price.minor / step) * step), price.currency)
}

const STEPS: Readonly<Record<string, number>> = { JPY: 10, IDR: 100_000, GBP: 10, USD: 10 }
