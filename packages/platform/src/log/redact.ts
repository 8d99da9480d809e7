const HIDDEN = '[redacted]'

const SECRET_FIELD =
  /authorization|cookie|passw|secret|token|credential|signature|api-?_?key|^card|^cvc$|^cvv$|^otp$|^pin$|^customs-?id$/i
const MAIL_BODY = /^(?:html|text)$/i

/** Whether a field of this name holds what nobody may keep, such as `newPassword` or `accessToken`. */
export const isSecretField = (name: string): boolean => SECRET_FIELD.test(name)

const isHidden = (name: string): boolean => SECRET_FIELD.test(name) || MAIL_BODY.test(name)

const MAX_DEPTH = 6
const MAX_ITEMS = 50

/** A copy fit for the log: secret fields hidden at any depth, errors described, live objects named but not opened. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return describeError(value)
  if (value instanceof Date) return value
  if (depth >= MAX_DEPTH) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redactFields(item, depth + 1))
  if (!isPlain(value)) return `[${value.constructor?.name ?? 'object'}]`
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([key, field]) => [key, isHidden(key) ? HIDDEN : redactFields(field, depth + 1)]),
  )
}

/** What the log says of an error: no field beyond these, since drivers attach queries and parameters. */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause =
    error.cause instanceof Error && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause }
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const CARD = /(?<![\w.-])[2-6]\d(?:[ -]?\d){12,17}(?![\w.-])/g
const BEARER = /\b(Bearer|Basic) [\w.~+/=-]{8,}/g
const JWT = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g
const USER_INFO = /(:\/\/)[^\s/@"]{1,256}@/g
const QUERY_SECRET = /([?&](?:token|code|key|state|signature|password)=)[^&\s"#]+/gi
const EMAIL = /[\w.+'%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g

/** Hides what looks like a secret or a person's address anywhere in a line, whatever field it came in. */
export function redactLine(line: string): string {
  const clean = line
    .replace(CARD, (digits) => (passesLuhn(digits) ? HIDDEN : digits))
    .replace(BEARER, `$1 ${HIDDEN}`)
    .replace(JWT, HIDDEN)
    .replace(QUERY_SECRET, `$1${HIDDEN}`)
  return clean.includes('@') ? clean.replace(USER_INFO, `$1${HIDDEN}@`).replace(EMAIL, '[email]') : clean
}

/** The check digit of card numbers. Source: ISO/IEC 7812-1 annex B. */
function passesLuhn(text: string): boolean {
  const digits = [...text].filter((character) => character >= '0' && character <= '9').map(Number)
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit : digit * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
