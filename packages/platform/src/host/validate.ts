import { invalid, type FieldError } from '@tradewind/kernel'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

export interface SchemaCheck {
  errors(value: unknown): FieldError[]
}

const compiled = new WeakMap<object, SchemaCheck>()

/** A compiled check of a schema, made once. */
export function checkOf(schema: TSchema): SchemaCheck {
  const known = compiled.get(schema)
  if (known) return known
  const validator = Compile(schema)
  const check: SchemaCheck = {
    errors(value) {
      if (validator.Check(value)) return []
      return validator.Errors(value).map((error) => ({
        path: error.instancePath.slice(1).replaceAll('/', '.'),
        code: `platform.${error.keyword}`,
      }))
    },
  }
  compiled.set(schema, check)
  return check
}

/** Throws 400 with the fields that do not fit. */
export function assertFits(schema: TSchema, value: unknown): void {
  const fields = checkOf(schema).errors(value)
  if (fields.length > 0) throw invalid(fields)
}
