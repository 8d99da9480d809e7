import type { Contract } from '@tradewind/platform/contract'
import { describe, expect, it } from 'vitest'
import { SERVICES } from './services.ts'

type Schema = Readonly<Record<string, unknown>>

const OPERATIONS = SERVICES.flatMap((service) =>
  Object.entries(service.contract as Contract)
    .filter(([, operation]) => operation.role !== 'system')
    .map(([name, operation]) => ({
      name: `${service.name}.${name}`,
      input: operation.input as unknown as Schema,
    })),
)

/** Where an input takes more than anybody needs: texts without a length, numbers without bounds, lists without an end. */
function unlimited(schema: Schema, path: string): string[] {
  const has = (...keys: string[]) => keys.some((key) => schema[key] !== undefined)
  const inside = (value: unknown, at: string) => unlimited(value as Schema, at)
  if (has('enum', 'const')) return []
  const branches = (schema['anyOf'] ?? schema['allOf']) as Schema[] | undefined
  if (branches) return branches.flatMap((branch) => unlimited(branch, path))
  switch (schema['type']) {
    case 'string':
      return has('maxLength', 'format') || isBounded(schema['pattern']) ? [] : [path]
    case 'number':
    case 'integer':
      return has('maximum', 'exclusiveMaximum') && has('minimum', 'exclusiveMinimum') ? [] : [path]
    case 'array':
      return [...(has('maxItems') ? [] : [`${path}[]`]), ...inside(schema['items'], `${path}[]`)]
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
      const patterns = Object.entries((schema['patternProperties'] ?? {}) as Record<string, Schema>)
      return [...properties, ...patterns].flatMap(([key, value]) => unlimited(value, `${path}.${key}`))
    }
    default:
      return []
  }
}

/** A pattern from end to end without `*`, `+` or an open count holds only so many characters. */
const isBounded = (pattern: unknown): boolean =>
  typeof pattern === 'string' &&
  pattern.startsWith('^') &&
  pattern.endsWith('$') &&
  !/(?<!\\)[*+]|,\}/.test(pattern)

describe('every input that comes from outside', () => {
  it.each(OPERATIONS)('of $name has its limits', ({ input }) => {
    expect(unlimited(input, '')).toEqual([])
  })
})
