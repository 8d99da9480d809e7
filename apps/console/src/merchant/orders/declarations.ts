import type { StoreOrder } from './orders.ts'

/** What is declared of one piece of a line, as it is being written. */
export interface DeclarationForm {
  description: string
  hsCode: string
  originCountry: string | undefined
  weightGrams: number | undefined
}
type Line = StoreOrder['lines'][number]

/** What is known of each line. */
export const declarationsOf = (lines: readonly Line[]): Record<string, DeclarationForm> =>
  Object.fromEntries(
    lines.map((line) => [
      line.id,
      {
        description: line.customsDescription ?? '',
        hsCode: line.hsCode ?? '',
        originCountry: line.originCountry ?? undefined,
        weightGrams: line.weightGrams ?? undefined,
      },
    ]),
  )

/** As the API takes it; what is empty is left out, and the answer names it if it is needed. */
export const sentDeclarations = (forms: Readonly<Record<string, DeclarationForm>>) =>
  Object.fromEntries(
    Object.entries(forms).map(([lineId, { description, hsCode, originCountry, weightGrams }]) => {
      const [words, code] = [description.trim(), hsCode.replaceAll(/[\s.]/g, '')]
      return [
        lineId,
        {
          ...(words === '' ? {} : { description: words }),
          ...(code === '' ? {} : { hsCode: code }),
          ...(originCountry === undefined ? {} : { originCountry }),
          ...(weightGrams === undefined ? {} : { weightGrams }),
        },
      ]
    }),
  )
