import { invalid } from '@tradewind/kernel'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { brokenTexts } from '../http/index.ts'

/** Where a value is not as its schema says, and by which keyword. */
export interface Misfit {
  path: string
  keyword: string
}

const compiled = new WeakMap<object, (value: unknown) => Misfit[]>()

/** The misfits of a value; a schema is compiled once. */
export function misfitsOf(schema: TSchema, value: unknown): Misfit[] {
  const known = compiled.get(schema)
  if (known) return known(value)
  const validator = Compile(schema)
  const check = (checked: unknown): Misfit[] =>
    validator.Check(checked)
      ? []
      : validator
          .Errors(checked)
          .map(({ instancePath, keyword }) => ({ path: instancePath.slice(1).replaceAll('/', '.'), keyword }))
  compiled.set(schema, check)
  return check(value)
}

/** Throws 400 with the fields that do not fit, or hold text that no database keeps. */
export function assertFits(schema: TSchema, value: unknown): void {
  const misfits = misfitsOf(schema, value).map(({ path }) => ({ path, code: 'platform.invalid-format' }))
  const faults = [...misfits, ...brokenTexts(value)]
  if (faults.length > 0) throw invalid(faults)
}
