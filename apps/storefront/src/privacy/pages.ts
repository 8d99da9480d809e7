import type { Locale } from '@tradewind/kernel'
import { withSecurityTexts } from '../security/texts.ts'
import { withPrivacyTexts } from './texts.ts'

/** What is held of the reader; it asks for a proof of who they are, as security does. */
export const privacyPart = (locale: Locale) =>
  withPrivacyTexts(locale, withSecurityTexts(locale, import('./PrivacyPart.vue')))
