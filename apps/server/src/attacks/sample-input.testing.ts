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
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'somebody@example.com',
  date: '2026-11-22',
  'date-time': '2026-11-22T10:00:00Z',
}

/** Things that are there, so that a hostile value beside them is looked at. */
export interface Known {
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

function textFor({ pattern, format, minLength = 0 }: Schema, known: Known): string {
  if (format !== undefined) return FORMATS[format] ?? ''
  if (pattern === undefined) return 'sample'.padEnd(minLength, '.')
  const form = new RegExp(pattern)
  return known.texts.find((value) => form.test(value)) ?? writtenAs(form)
}

/** Any text of a form; forms that look ahead are more than fast-check writes. */
function writtenAs(form: RegExp): string {
  if (form.source.includes('(?')) return '/'
  const [text = ''] = fc.sample(fc.stringMatching(form), { numRuns: 1, seed: 1 })
  return text
}
