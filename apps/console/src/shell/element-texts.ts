import type { Locale } from '@tradewind/kernel'
import type { Language } from 'element-plus/es/locale'

/** Element Plus's texts by language, loaded when shown. */
export const elementTexts: Readonly<Record<Locale, () => Promise<{ default: Language }>>> = {
  en: () => import('element-plus/es/locale/lang/en'),
  'zh-CN': () => import('element-plus/es/locale/lang/zh-cn'),
  'zh-TW': () => import('element-plus/es/locale/lang/zh-tw'),
  ja: () => import('element-plus/es/locale/lang/ja'),
  ko: () => import('element-plus/es/locale/lang/ko'),
  de: () => import('element-plus/es/locale/lang/de'),
  es: () => import('element-plus/es/locale/lang/es'),
  fr: () => import('element-plus/es/locale/lang/fr'),
  pt: () => import('element-plus/es/locale/lang/pt'),
  ru: () => import('element-plus/es/locale/lang/ru'),
  ar: () => import('element-plus/es/locale/lang/ar'),
  id: () => import('element-plus/es/locale/lang/id'),
  it: () => import('element-plus/es/locale/lang/it'),
  ms: () => import('element-plus/es/locale/lang/ms'),
  th: () => import('element-plus/es/locale/lang/th'),
  vi: () => import('element-plus/es/locale/lang/vi'),
  my: () => import('element-plus/es/locale/lang/my'),
}
