import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'

/** A telephone number as somebody dials it in a country, as E.164; nothing where there can be no such number. */
export function readPhone(text: string, country: string): string | undefined {
  const found = parsePhoneNumberFromString(
    text.normalize('NFKC').replace(/^\s*00/, '+'),
    country as CountryCode,
  )
  return found?.isPossible() ? found.number : undefined
}

/** A number of E.164 as people read it: within its own country as it is dialled there, elsewhere with the country's code. */
export function phoneText(phone: string, country?: string): string {
  const found = parsePhoneNumberFromString(phone)
  if (!found) return phone
  return found.country !== undefined && found.country === country
    ? found.formatNational()
    : found.formatInternational()
}
