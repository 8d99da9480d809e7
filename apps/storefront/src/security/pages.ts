import type { Locale } from '@tradewind/kernel'
import { withSecurityTexts } from './texts.ts'

/** Pages of log-in and security, each with its texts. */
export const logInPage = (locale: Locale) => withSecurityTexts(locale, import('../account/LogInPage.vue'))
export const returnPage = (locale: Locale) => withSecurityTexts(locale, import('./ReturnPage.vue'))
export const securityPart = (locale: Locale) => withSecurityTexts(locale, import('./SecurityPart.vue'))
