import type { Translator } from '@tradewind/locales'

/** What the law of a market wants said, in the order shown. */
export const LEGAL_KINDS = ['imprint', 'terms', 'withdrawal', 'privacy'] as const
export type LegalKind = (typeof LEGAL_KINDS)[number]

export const isLegalKind = (value: unknown): value is LegalKind => LEGAL_KINDS.some((kind) => kind === value)

/** What a kind of legal text is called. */
export const legalName = (t: Translator, kind: LegalKind): string =>
  ({
    imprint: t('legal.imprint'),
    terms: t('legal.terms'),
    withdrawal: t('legal.withdrawal'),
    privacy: t('legal.privacy'),
  })[kind]
