import { invalid, LOCALES, type FieldError, type LocalizedText } from '@tradewind/kernel'

/** A title and a body per language. */
export interface LegalWords {
  title: LocalizedText
  body: LocalizedText
}

/** The words without blanks around them; throws 400 where a language has only one of both, or none has any. */
export function tidyWords({ title, body }: LegalWords): LegalWords {
  const words = { title: written(title), body: written(body) }
  const faults: FieldError[] = LOCALES.flatMap((locale) => {
    if ((words.title[locale] === undefined) === (words.body[locale] === undefined)) return []
    const path = `${words.title[locale] === undefined ? 'title' : 'body'}.${locale}`
    return [{ path, code: 'platform.required' }]
  })
  if (faults.length === 0 && Object.keys(words.body).length === 0)
    faults.push({ path: 'body', code: 'platform.required' })
  if (faults.length > 0) throw invalid(faults)
  return words
}

const written = (text: LocalizedText): LocalizedText =>
  Object.fromEntries(
    Object.entries(text).flatMap(([locale, words]) => (words.trim() === '' ? [] : [[locale, words.trim()]])),
  )

/** When a text of a day begins: now, if that is today, since nobody may change what held in the morning; else at midnight UTC. */
export function beginOf(day: string, now: Date): Date {
  const today = now.toISOString().slice(0, 10)
  if (day < today) throw invalid([{ path: 'validFrom', code: 'content.day-gone' }])
  return day === today ? now : new Date(`${day}T00:00:00Z`)
}
