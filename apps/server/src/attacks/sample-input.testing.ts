import fc from 'fast-check'

/** A JSON schema, as far as inputs use it. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'somebody@example.com',
  date: '2026-11-22',
  'date-time': '2026-11-22T10:00:00Z',
}

/** Things that are there, so that a hostile value beside them is looked at. */
export interface Known {
  /** What it is, such as a paid order. */
  readonly told: string
  /** Ids and codes, for whatever schema takes them. */
  readonly texts: readonly string[]
  /** Properties by name. */
  readonly properties: Readonly<Record<string, unknown>>
}

/** A value that a schema takes: of known things where it takes one, else whatever fits. */
export function sampleOf(schema: Schema, known: Known): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.find((one) => known.texts.includes(String(one))) ?? schema.enum[0]
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0], known)
  switch (schema.type) {
    case 'string':
      return textFor(schema, known)
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () =>
        sampleOf(schema.items ?? {}, known),
      )
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [
          name,
          known.properties[name] ?? sampleOf(inner, known),
        ]),
      )
    default:
      return null
  }
}

/** Whether a schema lets a value through to the service, as far as the value itself tells. */
export function admits(schema: Schema, value: unknown): boolean {
  const { type, anyOf, enum: only, minimum = -Infinity, maximum = Infinity } = schema
  if (anyOf) return anyOf.some((one) => admits(one, value))
  if (schema.const !== undefined) return value === schema.const
  if (only) return only.includes(value)
  if (type === 'string') return typeof value === 'string' && admitsText(schema, value)
  if (type === 'integer' || type === 'number')
    return (
      typeof value === 'number' &&
      (type === 'number' || Number.isInteger(value)) &&
      value >= minimum &&
      value <= maximum
    )
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value) && admitsList(schema, value)
  if (type === 'object')
    return isObject(value) && (schema.required ?? []).every((name) => Object.hasOwn(value, name))
  return true
}

const admitsText = (
  { pattern, format, minLength = 0, maxLength = Infinity }: Schema,
  text: string,
): boolean =>
  format === undefined &&
  text.length >= minLength &&
  text.length <= maxLength &&
  (pattern === undefined || new RegExp(pattern, 'u').test(text))

const admitsList = (
  { items = {}, minItems = 0, maxItems = Infinity }: Schema,
  list: readonly unknown[],
): boolean => list.length >= minItems && list.length <= maxItems && list.every((one) => admits(items, one))

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textFor({ pattern, format, minLength = 0 }: Schema, known: Known): string {
  if (format !== undefined) return FORMATS[format] ?? ''
  if (pattern === undefined) return 'sample'.padEnd(minLength, '.')
  const form = new RegExp(pattern)
  return known.texts.find((value) => form.test(value)) ?? writtenAs(form)
}

const written = new Map<string, string>()

/** Any text of a form; forms that look ahead are more than fast-check writes. */
function writtenAs(form: RegExp): string {
  if (form.source.includes('(?')) return '/'
  const known = written.get(form.source)
  if (known !== undefined) return known
  const [text = ''] = fc.sample(fc.stringMatching(form), { numRuns: 1, seed: 1 })
  written.set(form.source, text)
  return text
}
