import privacy from 'virtual:messages/privacy'
import { lateTexts } from '../mall/late-texts.ts'

/** The texts about what is held of people, which most visits never need. */
export const { with: withPrivacyTexts, get: privacyTexts } = lateTexts(privacy)
