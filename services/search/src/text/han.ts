import type { Locale } from '@tradewind/kernel'
import { Converter } from 'opencc-js/t2cn'

const simplify = Converter({ from: 't', to: 'cn' })

/** Han as it is indexed: Chinese in simplified letters, so that either writing finds both; Japanese as it stands. */
export const sameHan = (text: string, locale: Locale): string =>
  locale === 'zh-CN' || locale === 'zh-TW' ? simplify(text) : text
