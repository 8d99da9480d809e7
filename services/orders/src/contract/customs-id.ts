import { CUSTOMS_ID_KINDS } from '@tradewind/kernel'
import { Type } from 'typebox'

/** Which number a country's customs ask of a buyer, such as kr-pccc. */
export const CustomsIdKindSchema = Type.Enum([...CUSTOMS_ID_KINDS])
/** As the buyer writes it; spaces, dots and dashes do not count. */
export const CustomsIdInput = Type.String({ minLength: 1, maxLength: 40 })
/** What is shown of a number. */
export const CustomsIdView = Type.Object({
  kind: CustomsIdKindSchema,
  masked: Type.String({ description: 'all but the last characters hidden' }),
})
