import { COUNTRIES, LOCALES } from '@tradewind/kernel'
import { Type, type TProperties, type TSchema } from 'typebox'

/** An object of exactly these properties. */
export const Exact = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

/** A prefixed id such as `prd_01jd…`: 26 lower-case Crockford characters of a UUIDv7. */
export const Id = (prefix: string) =>
  Type.String({
    pattern: `^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`,
    maxLength: 40,
    description: `id, ${prefix}_…`,
  })

/** Integer minor units and an ISO 4217 code: `{ minor: 1999, currency: 'EUR' }` is EUR 19.99. */
export const MoneySchema = Exact({
  minor: Type.Integer({ minimum: -9007199254740991, maximum: 9007199254740991 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})

/** A price or amount that a caller may set: from 0 to 10^12 minor units. */
export const PriceSchema = Exact({
  minor: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})

export const CurrencySchema = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })
export const CountrySchema = Type.Enum([...COUNTRIES], { description: 'ISO 3166-1 alpha-2' })
export const LocaleSchema = Type.Enum([...LOCALES], { description: 'BCP 47' })
export const MarketCode = Type.String({
  pattern: '^[A-Z][A-Z0-9-]{1,15}$',
  description: 'market code, such as DE',
})
/** Years from 1000 to 2999: the calendar of databases has no year 0. */
const YEAR = '^[12]\\d{3}-'
export const Timestamp = Type.String({ format: 'date-time', pattern: YEAR, description: 'RFC 3339, UTC' })
export const DateOnly = Type.String({ format: 'date', pattern: YEAR })
/** Exact decimal as text, such as an exchange rate `1.0843` or a percentage `12.5`. */
export const Decimal = Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,12})?$' })
/** Hundredths of a percent: 1200 is 12 %. */
export const BasisPoints = Type.Integer({ minimum: 0, maximum: 10_000 })
export const Quantity = Type.Integer({ minimum: 1, maximum: 999 })
export const Email = Type.String({ format: 'email', maxLength: 254 })
export const Slug = Type.String({ minLength: 1, maxLength: 160 })
/** Text per language of ours, such as `{ en: 'Tea', ja: 'お茶' }`; other keys are refused. */
export const LocalizedTextSchema = (maxLength: number) =>
  Type.Record(Type.String({ pattern: `^(${LOCALES.join('|')})$` }), Type.String({ maxLength }), {
    additionalProperties: false,
  })
export const Version = Type.Integer({ minimum: 1, description: 'sent as ETag; give it back in If-Match' })
export const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** A page of a list; `nextCursor` is null at the end. */
export const PageOf = <S extends TSchema>(item: S) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Nullable(Type.String()),
    total: Type.Optional(Type.Integer()),
  })

/** The paging part of a list's input. */
export const PageInput = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
}

/** Of the parts of an address that are in another script, how they are written in Latin, for carriers abroad. */
const LatinPartsSchema = Exact({
  name: Type.Optional(Type.String({ maxLength: 120 })),
  company: Type.Optional(Type.String({ maxLength: 120 })),
  line1: Type.Optional(Type.String({ maxLength: 200 })),
  line2: Type.Optional(Type.String({ maxLength: 200 })),
  district: Type.Optional(Type.String({ maxLength: 120 })),
  city: Type.Optional(Type.String({ maxLength: 120 })),
  region: Type.Optional(Type.String({ maxLength: 120 })),
})
const addressParts = {
  name: Type.String({ minLength: 1, maxLength: 120, description: 'the whole name, as its bearer writes it' }),
  company: Type.Optional(Type.String({ maxLength: 120 })),
  line1: Type.String({ minLength: 1, maxLength: 200 }),
  line2: Type.Optional(Type.String({ maxLength: 200 })),
  district: Type.Optional(Type.String({ maxLength: 120, description: 'district, suburb, bairro' })),
  region: Type.Optional(Type.String({ maxLength: 120 })),
  regionCode: Type.Optional(Type.String({ maxLength: 60, description: 'ISO 3166-2, such as JP-13' })),
  postcode: Type.Optional(Type.String({ maxLength: 20 })),
  country: CountrySchema,
  latin: Type.Optional(LatinPartsSchema),
}

/** A postal address as components, in the form that is kept; printed in the order of its country. Phone is E.164. */
export const AddressSchema = Exact({
  ...addressParts,
  city: Type.String({ minLength: 1, maxLength: 120 }),
  phone: Type.Optional(Type.String({ pattern: '^\\+[1-9][0-9]{5,14}$' })),
})

/**
 * A postal address as somebody writes it: the region by code or name, the phone as it is dialled in the country,
 * no city where addresses know none. What its country does not take is answered with 400 and the part's path.
 */
export const AddressInput = Exact({
  ...addressParts,
  city: Type.Optional(Type.String({ maxLength: 120 })),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
})

/** A stored picture: `url` of the largest variant; `widths` that may replace `{width}` in `template`. */
export const PictureSchema = Type.Object({
  id: Type.String(),
  url: Type.String(),
  template: Type.String(),
  widths: Type.Array(Type.Integer()),
  width: Type.Integer(),
  height: Type.Integer(),
  alt: Type.Optional(Type.String()),
})
