import type { Item } from '@tradewind/api-client'
import type { LocalizedText } from '@tradewind/kernel'

type LegalVersion = Item<'content.listLegalTexts'>
export type LegalKind = LegalVersion['kind']

/** What a version says, and to whom. */
export type LegalWords = Pick<LegalVersion, 'kind' | 'market'> & Record<'title' | 'body', LocalizedText>

/** Text keys of the kinds of legal texts. */
export const LEGAL_TEXTS: Readonly<Record<LegalKind, string>> = {
  imprint: 'legal.imprint',
  terms: 'legal.terms',
  withdrawal: 'legal.withdrawal',
  privacy: 'legal.privacy',
}
