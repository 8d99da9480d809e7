import type { Locale } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'

/** After it, what follows runs from left to right again, also behind Arabic. */
const LEFT_TO_RIGHT = '\u200e'

/** A label in several languages, each once, such as "Value / Valeur / 価格". */
export const labelIn =
  (locales: readonly Locale[]) =>
  (key: string): string =>
    [...new Set(locales.map((locale) => translate(locale, key)))].join(`${LEFT_TO_RIGHT} / `) + LEFT_TO_RIGHT
