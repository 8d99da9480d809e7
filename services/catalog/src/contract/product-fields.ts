import { Type } from 'typebox'
import { CountrySchema, Exact, Id, LocalizedTextSchema } from '@tradewind/platform/contract'
import { TaxonomyKey } from './taxonomy.ts'

export const TaxCategory = Type.Enum(['standard', 'reduced', 'books', 'food'])

const AttributeValue = Type.Union([
  Type.String({ maxLength: 400 }),
  Type.Number({ minimum: -1e12, maximum: 1e12 }),
  Type.Boolean(),
])
export const Attributes = Type.Record(Type.String({ pattern: '^[a-zA-Z0-9-]{1,64}$' }), AttributeValue)
export const OptionChoice = Type.Record(Type.String({ pattern: '^[a-zA-Z0-9-]{1,64}$' }), TaxonomyKey)
const Millimetres = Type.Optional(Type.Integer({ minimum: 0, maximum: 20_000 }))

/** Sizes and weight of one variant as it is packed. */
export const measures = {
  // 0 where nobody knows: shipping then goes by what the store assumes.
  weightGrams: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  lengthMm: Millimetres,
  widthMm: Millimetres,
  heightMm: Millimetres,
}
export const Sku = Type.String({ minLength: 1, maxLength: 64 })
export const Gtin = Type.String({ pattern: '^[0-9]{8,14}$' })

export const VariantInput = Exact({
  /** Absent for a new variant. */
  id: Type.Optional(Id('var')),
  sku: Sku,
  gtin: Type.Optional(Gtin),
  options: OptionChoice,
  ...measures,
  pictureIds: Type.Optional(Type.Array(Id('fil'), { maxItems: 20 })),
})

export const productFields = {
  categoryKey: TaxonomyKey,
  brandKey: Type.Optional(TaxonomyKey),
  name: LocalizedTextSchema(160),
  description: LocalizedTextSchema(8000),
  attributes: Attributes,
  optionKeys: Type.Array(TaxonomyKey, { maxItems: 3 }),
  originCountry: CountrySchema,
  originProven: Type.Optional(
    Type.Boolean({ description: 'by a statement on origin or a certificate with the parcel; false without' }),
  ),
  hsCode: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
  taxCategory: TaxCategory,
  variants: Type.Array(VariantInput, { minItems: 1, maxItems: 200 }),
  pictureIds: Type.Array(Id('fil'), { maxItems: 20 }),
  tags: Type.Optional(Type.Array(TaxonomyKey, { maxItems: 20 })),
}
