import { isLackedByIntl, provideFormats, type Locale } from '@tradewind/kernel'
import loaders from 'virtual:formats'

/** Fetches what the browser's `Intl` lacks of a language, most often nothing; before anything is written in it. */
export async function loadFormats(locale: Locale): Promise<void> {
  const load = loaders[locale]
  if (load && isLackedByIntl(locale)) provideFormats(locale, (await load()).default)
}
