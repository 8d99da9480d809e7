import security from 'virtual:messages/security'
import { lateTexts } from '../mall/late-texts.ts'

/** The texts of log-in and security, which most visits never need. */
export const { with: withSecurityTexts, get: securityTexts } = lateTexts(security)
