import { Ajv, type Options, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchema, FastifySchemaCompiler } from 'fastify'
import { invalid } from '@tradewind/kernel'
import { brokenTexts } from './broken-text.ts'
import { fieldErrorsOf } from './field-errors.ts'

const checker = (options: Options): Ajv => {
  const ajv = new Ajv({ strict: true, strictTypes: false, useDefaults: true, ...options })
  formats.default(ajv)
  return ajv
}

const BODY = { first: checker({}), all: checker({ allErrors: true }) }
const TEXT = {
  first: checker({ coerceTypes: 'array' }),
  all: checker({ coerceTypes: 'array', allErrors: true }),
}

/** Larger inputs are told their first fault only: naming all would let a bad input cost more than a good one. */
const ALL_FAULTS_CHARACTERS = 64 * 1024

/**
 * Checks bodies as they are, and turns text into numbers and booleans only in path, query and headers, where all is
 * text. Unknown properties are refused where the schema says so; none are dropped unseen. Text that no database keeps
 * is refused everywhere. Faults are field errors. Compiling some hundred schemas takes longer than all else at start:
 * each is compiled when it is first needed.
 */
export const validatorCompiler: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
  const { first, all } = httpPart === 'body' ? BODY : TEXT
  let check: ValidateFunction | undefined
  let checkAll: ValidateFunction | undefined
  return (data: unknown) => {
    const value = httpPart === 'body' ? (data ?? {}) : data
    const broken = brokenTexts(value)
    if (broken.length > 0) return { error: invalid(broken) }
    check ??= first.compile(schema)
    if (check(value)) return true
    let errors = check.errors
    if (JSON.stringify(value).length <= ALL_FAULTS_CHARACTERS) {
      checkAll ??= all.compile(schema)
      checkAll(value)
      errors = checkAll.errors
    }
    return { error: invalid(fieldErrorsOf(errors ?? [])) }
  }
}
