import type { Dated } from './landed.types.ts'

export const inForce = (day: string) => (row: Dated) =>
  row.validFrom <= day && (row.validTo === null || day <= row.validTo)
