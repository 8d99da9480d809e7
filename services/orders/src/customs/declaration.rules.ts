import type { FieldError, LocalizedText } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { Declaration } from '../contract/orders.ts'

/** What the customs must be told of one piece. */
export interface Declared {
  hsCode: string
  originCountry: string
  weightGrams: number
  /** In English. */
  description: string
}

/** What is known of a line's pieces: the catalogue's words, and the merchant's, which precede them. */
export interface Declarable {
  id: string
  name: LocalizedText
  hsCode: string | null
  originCountry: string | null
  weightGrams: number
  declared: Static<typeof Declaration>
}

type Draft = { [K in keyof Declared]: Declared[K] | undefined }

export const draftOf = (line: Declarable, given: Static<typeof Declaration> = {}): Draft => ({
  hsCode: given.hsCode ?? line.declared.hsCode ?? known(line.hsCode),
  originCountry: given.originCountry ?? line.declared.originCountry ?? known(line.originCountry),
  weightGrams: given.weightGrams ?? line.declared.weightGrams ?? (line.weightGrams || undefined),
  description: given.description ?? line.declared.description ?? known(line.name.en ?? null),
})

/** What is missing of a line, at the fields in which it can be given. */
export const missingOf = (lineId: string, draft: Draft): FieldError[] =>
  Object.entries(draft)
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ path: `declarations.${lineId}.${field}`, code: 'platform.required' }))

export const isDeclared = (draft: Draft): draft is Declared =>
  Object.values(draft).every((value) => value !== undefined)

const known = (text: string | null): string | undefined => text?.trim() || undefined
