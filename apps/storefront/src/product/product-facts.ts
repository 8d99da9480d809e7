import { majorUnits } from '@tradewind/kernel'
import type { Place } from '../renderer.ts'
import type { Offer, Product, Variant } from './product.ts'

interface Shown {
  product: Product
  variant: Variant | undefined
  offers: readonly Offer[]
  place: Readonly<Place>
  origin: string
  /** The page's address. */
  url: string
}

/**
 * A product as schema.org tells of it, with what it costs in the page's currency where the page's reader is: one offer
 * by itself, several with their range.
 */
export const productFacts = ({ product, variant, offers, place, origin, url }: Shown): object => ({
  '@type': 'Product',
  name: product.name,
  description: product.description,
  image: product.pictures.map((picture) => new URL(picture.url, origin).href),
  sku: variant?.sku,
  gtin: variant?.gtin ?? undefined,
  url,
  ...(product.brand && { brand: { '@type': 'Brand', name: product.brand.name } }),
  ...(product.rating.average !== null && {
    aggregateRating: {
      '@type': 'AggregateRating',
      ratingValue: product.rating.average,
      reviewCount: product.rating.count,
      bestRating: 5,
      worstRating: 1,
    },
  }),
  ...offerFacts(
    offers.map((offer) => ({ ...oneOffer(offer, place), url })),
    offers,
  ),
})

function offerFacts(facts: readonly object[], offers: readonly Offer[]): object {
  const [first] = offers
  if (!first) return {}
  if (facts.length === 1) return { offers: facts[0] }
  const byPrice = [...offers].sort((a, b) => a.price.minor - b.price.minor)
  return {
    offers: {
      '@type': 'AggregateOffer',
      lowPrice: majorUnits((byPrice[0] ?? first).price),
      highPrice: majorUnits((byPrice.at(-1) ?? first).price),
      priceCurrency: first.price.currency,
      offerCount: offers.length,
      offers: facts,
    },
  }
}

const oneOffer = ({ price, available, storeName, shipping, minDays, maxDays }: Offer, place: Place) => ({
  '@type': 'Offer',
  price: majorUnits(price),
  priceCurrency: price.currency,
  availability: `https://schema.org/${available > 0 ? 'InStock' : 'OutOfStock'}`,
  itemCondition: 'https://schema.org/NewCondition',
  seller: { '@type': 'Organization', name: storeName },
  ...(shipping && {
    shippingDetails: {
      '@type': 'OfferShippingDetails',
      shippingRate: { '@type': 'MonetaryAmount', value: majorUnits(shipping), currency: shipping.currency },
      shippingDestination: { '@type': 'DefinedRegion', addressCountry: place.country },
      ...(minDays !== null &&
        maxDays !== null && {
          deliveryTime: {
            '@type': 'ShippingDeliveryTime',
            transitTime: {
              '@type': 'QuantitativeValue',
              minValue: minDays,
              maxValue: maxDays,
              unitCode: 'DAY',
            },
          },
        }),
    },
  }),
})
