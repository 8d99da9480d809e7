import addresses from 'virtual:messages/addresses'
import { lateTexts } from '../mall/late-texts.ts'

/** What countries call the parts of their addresses; only forms load it. */
export const { load: loadAddressTexts } = lateTexts(addresses)
