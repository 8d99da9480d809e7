import { multiply, refused, sum, zero, type Money } from '@tradewind/kernel'
import type { InputOf, OutputOf } from '@tradewind/platform/contract'
import type { pricing } from '../contract/index.ts'
import { convertBy } from '../fx/fx.rules.ts'
import { baseCurrencyOf, byOffer, priceIn, whyNoPrice, type StoredPrice } from '../prices/prices.rules.ts'
import { taxed, taxPercent, type TaxCategory } from '../tax/tax.rules.ts'
import { bringHome } from './consignments.rules.ts'
import type { MarketTerms, Terms } from '../terms/terms.queries.ts'

export type QuoteInput = InputOf<typeof pricing.quote>
export type Quote = OutputOf<typeof pricing.quote>

/** What lines and shipping cost by these terms at this moment; refuses what cannot be priced or taxed. */
export function quoteOf(
  input: QuoteInput,
  terms: Terms,
  prices: readonly StoredPrice[],
  quotedAt: string,
): Quote {
  const market = servingMarket(terms, input)
  const currency = chosenCurrency(market, input.currency)
  const included = market.taxDisplay === 'included'
  const pricesOf = byOffer(prices)
  const percentOf = (category: TaxCategory) => {
    const percent = taxPercent(terms.taxRules, input.country, category, quotedAt.slice(0, 10))
    if (percent === undefined) throw refused('pricing.no-tax-rule', { country: input.country })
    return percent
  }

  const priced = input.lines.map((line) => {
    const asked = { market, currency, quantity: line.quantity, at: quotedAt }
    const prices = pricesOf.get(line.offerId) ?? []
    const seen = priceIn(prices, asked, terms.rates)
    if (!seen)
      throw refused(whyNoPrice(terms.rates, [currency, baseCurrencyOf(prices)]), {
        offerId: line.offerId,
        currency,
      })
    const taxPercent = percentOf(line.taxCategory)
    const amount = multiply(seen.price, String(line.quantity))
    return {
      ...line,
      unitPrice: seen.price,
      basis: seen.basis,
      taxPercent,
      ...taxed(amount, taxPercent, included),
    }
  })
  const carried = input.shipping.map(({ storeId, price }) => {
    const amount = convertBy(terms.rates, price, currency)
    if (!amount) throw refused(whyNoPrice(terms.rates, [currency, price.currency]), { storeId, currency })
    const taxPercent = percentOf('standard')
    return { storeId, taxPercent, ...taxed(amount, taxPercent, included) }
  })
  const place = {
    country: input.country,
    day: quotedAt.slice(0, 10),
    currency,
    yearBefore: (input.yearBefore && convertBy(terms.rates, input.yearBefore, currency)) ?? zero(currency),
  }
  const { lines, shipping, parts: landed } = bringHome(terms, place, priced, carried)
  const untaxed = new Set(shipping.filter((part) => part.tax.minor === 0).map((part) => part.storeId))
  const shippingChoices = (input.shippingChoices ?? []).map(({ methodId, storeId, price }) => {
    const seen = convertBy(terms.rates, price, currency)
    if (!seen || storeId === undefined || !untaxed.has(storeId)) return { methodId, price: seen ?? null }
    return { methodId, price: taxed(seen, percentOf('standard'), included).net }
  })

  const usedRates =
    lines.some((line) => line.basis === 'converted') ||
    input.shipping.some(({ price }) => price.currency !== currency)
  const total = (amounts: readonly Money[]) => sum(amounts, currency)
  const asSeen = (part: { net: Money; gross: Money }) => (included ? part.gross : part.net)
  const duties = lines.flatMap((line) => (included ? [line.duty, line.dutyTax] : [line.duty]))
  const tax = total([...lines, ...shipping].map((part) => part.tax).concat(lines.map((line) => line.dutyTax)))
  return {
    market: market.code,
    country: input.country,
    currency,
    taxIncluded: included,
    rateSetId: usedRates ? (terms.rates?.id ?? null) : null,
    quotedAt,
    lines,
    shipping,
    shippingChoices,
    goods: total(lines.map(asSeen)),
    shippingTotal: total(shipping.map(asSeen)),
    duty: total(duties),
    tax,
    total: total([
      ...lines.flatMap((line) => [line.net, line.duty]),
      ...shipping.map((part) => part.net),
      tax,
    ]),
    dueAtDelivery: total([
      ...lines.flatMap((line) => [line.dueDuty, line.dueTax]),
      ...shipping.map((part) => part.dueTax),
    ]),
    landed,
    ...(market.paymentMethods && { paymentMethods: [...market.paymentMethods] }),
  }
}

function servingMarket(terms: Terms, { market: code, country }: QuoteInput): MarketTerms {
  const market = terms.markets.find((candidate) => candidate.code === code && candidate.open)
  if (!market) throw refused('pricing.unknown-market', { market: code })
  if (!market.countries.includes(country)) throw refused('pricing.country-not-served', { country })
  return market
}

const chosenCurrency = (market: MarketTerms, wanted: string | undefined): string =>
  wanted !== undefined && market.currencies.includes(wanted) ? wanted : market.currency
