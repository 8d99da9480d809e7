import { convert, money, type Money } from '@tradewind/kernel'

/** A price in EUR as a store of another currency would write it on its tag; `factor` makes stores differ. */
export function tagPrice(
  euro: Money,
  currency: string,
  rates: Readonly<Record<string, string>>,
  factor = 1,
): Money {
  const asked = money(Math.round(euro.minor * factor), euro.currency)
  if (currency === 'EUR') return asked
  const rate = rates[currency]
  if (rate === undefined) throw new Error(`the demo has no rate for ${currency}`)
  return round(convert(asked, currency, rate))
}

/** To the step at which prices of a currency are usually written. */
function round(price: Money): Money {
  const step = STEPS[price.currency] ?? 10
  return money(Math.max(step, Math.round(price.minor / step) * step), price.currency)
}

const STEPS: Readonly<Record<string, number>> = { JPY: 10, IDR: 100_000, GBP: 10, USD: 10 }
