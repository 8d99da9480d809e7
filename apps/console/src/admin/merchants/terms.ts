/** The terms of a contract as a form holds them; the commission as typed, in per cent. */
export interface TermsForm {
  businessModel: 'own' | 'consignment' | 'outright' | 'recruited'
  commissionPercent: string
  settlementPeriod: 'weekly' | 'monthly'
}

/** Text keys of the business models. */
export const MODEL_TEXTS = {
  recruited: 'admin.model-recruited',
  consignment: 'admin.model-consignment',
  outright: 'admin.model-outright',
  own: 'admin.model-own',
} as const

/** Text keys of the settlement periods. */
export const PERIOD_TEXTS = { weekly: 'admin.period-weekly', monthly: 'admin.period-monthly' } as const

/** What the terms begin with. */
export const usualTerms = (): TermsForm => ({
  businessModel: 'recruited',
  commissionPercent: '12',
  settlementPeriod: 'monthly',
})

/** Hundredths of a per cent of what was typed, with point or comma; -1, which the API refuses, when it is no share. */
export function basisPointsOf(percent: string): number {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(percent.trim())
  if (!match) return -1
  const [, whole = '', fraction = ''] = match
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
}

/** The terms as the API takes them. */
export const termsOf = ({ businessModel, commissionPercent, settlementPeriod }: TermsForm) => ({
  businessModel,
  commissionBasisPoints: basisPointsOf(commissionPercent),
  settlementPeriod,
})
