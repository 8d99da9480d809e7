import { hashOfText, type FieldMark, type KeptMark } from '@tradewind/platform/texts'

/** What `product_texts.fields` keeps of each field; its wording stands beside it. */
export type StoredFields = Readonly<Record<string, Omit<FieldMark, 'textHash'>>>

interface MarkedRow extends Omit<KeptMark, 'fields'> {
  name: string
  description: string
  fields: StoredFields
}

/** The marks of a product in one language, from its row. */
export function marksOfRow({ status, byMachine, fields, ...texts }: MarkedRow): KeptMark {
  const marked = (['name', 'description'] as const).flatMap((field) => {
    const mark = fields[field]
    return mark ? [[field, { ...mark, textHash: hashOfText(texts[field]) }]] : []
  })
  return { status, byMachine, fields: Object.fromEntries(marked) as Record<string, FieldMark> }
}

/** The marks of a product as its row keeps them. */
export const storedFields = ({ fields }: Pick<KeptMark, 'fields'>): StoredFields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, { sourceHash, byMachine }]) => [field, { sourceHash, byMachine }]),
  )
