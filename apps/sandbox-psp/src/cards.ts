/** What a test card does when it is charged. */
export type CardOutcome = 'success' | 'challenge' | 'decline' | 'time-out' | 'later'

/** The numbers that work here; every other well-formed number is declined. */
export const TEST_CARDS: Readonly<Record<string, CardOutcome>> = {
  '4242424242424242': 'success',
  '4000000000003220': 'challenge',
  '4000000000000002': 'decline',
  '4000000000000119': 'time-out',
  '4000000000000077': 'later',
}

/** A card as typed; nothing of it is kept or logged. */
export interface CardForm {
  number: string
  expiry: string
  cvc: string
}

export type CardField = keyof CardForm

/** Which fields cannot be right, and otherwise what the card does. `now` decides whether it has expired. */
export function readCard(
  form: Partial<CardForm>,
  now: Date,
): { faults: CardField[] } | { outcome: CardOutcome } {
  const number = (form.number ?? '').replace(/[\s-]/g, '')
  const faults: CardField[] = []
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) faults.push('number')
  if (!isInTime(form.expiry ?? '', now)) faults.push('expiry')
  if (!/^\d{3,4}$/.test((form.cvc ?? '').trim())) faults.push('cvc')
  return faults.length > 0 ? { faults } : { outcome: TEST_CARDS[number] ?? 'decline' }
}

/** Source: ISO/IEC 7812-1 annex B. */
function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** A card is good to the end of the month printed on it. */
function isInTime(expiry: string, now: Date): boolean {
  const match = /^\s*(\d{1,2})\s*[/.-]?\s*(\d{2}|\d{4})\s*$/.exec(expiry)
  if (!match) return false
  const month = Number(match[1])
  const year = Number(match[2]) % 100
  if (month < 1 || month > 12) return false
  return Date.UTC(2000 + year, month, 1) > now.getTime()
}
