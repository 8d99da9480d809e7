import help from 'virtual:messages/help'
import { lateTexts } from '../mall/late-texts.ts'

/** Questions and answers, which only their page needs. */
export const { with: withHelpTexts, get: helpTexts } = lateTexts(help)
