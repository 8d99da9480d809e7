import type { ErrorObject } from 'ajv'
import type { FieldError } from '@tradewind/kernel'

const MAX_ERRORS = 50
/** A list of thousands that each fail a union would keep the process busy for seconds to tell of the first fifty. */
const MOST_LOOKED_AT = 500

/** What a schema check found, as our field codes: `/lines/0/quantity` minimum → `lines.0.quantity` `platform.too-small`. */
export function fieldErrorsOf(errors: readonly ErrorObject[]): FieldError[] {
  const found = withoutBranches(errors.slice(0, MOST_LOOKED_AT)).map(fieldErrorOf)
  const distinct = new Map(found.map((error) => [`${error.path} ${error.code}`, error]))
  return [...distinct.values()].slice(0, MAX_ERRORS)
}

function fieldErrorOf({ keyword, instancePath, params }: ErrorObject): FieldError {
  const path = instancePath.slice(1).split('/').map(unescape).join('.')
  const limit = Number(params['limit'])
  switch (keyword) {
    case 'required':
      return { path: within(path, String(params['missingProperty'])), code: 'platform.required' }
    case 'additionalProperties':
      return { path: within(path, String(params['additionalProperty'])), code: 'platform.unknown-field' }
    case 'minLength':
      if (limit === 1) return { path, code: 'platform.required' }
      return { path, code: 'platform.too-short', params: { min: limit } }
    case 'maxLength':
      return { path, code: 'platform.too-long', params: { max: limit } }
    case 'minimum':
    case 'exclusiveMinimum':
      return { path, code: 'platform.too-small', params: { min: limit } }
    case 'maximum':
    case 'exclusiveMaximum':
      return { path, code: 'platform.too-big', params: { max: limit } }
    case 'minItems':
      return { path, code: 'platform.too-few-items', params: { min: limit } }
    case 'maxItems':
    case 'maxProperties':
      return { path, code: 'platform.too-many-items', params: { max: limit } }
    case 'enum':
    case 'const':
    case 'anyOf':
    case 'oneOf':
    case 'not':
    case 'uniqueItems':
      return { path, code: 'platform.not-allowed' }
    default:
      return { path, code: 'platform.invalid-format' }
  }
}

/**
 * A union fails with the faults of every branch and one of its own. Where a branch took the value's type, its faults
 * tell more than "not allowed"; the other branches' do not.
 */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  return unions.reduce((left, union) => {
    const isBranch = (error: ErrorObject) =>
      error !== union &&
      error.schemaPath.startsWith(`${union.schemaPath}/`) &&
      `${error.instancePath}/`.startsWith(`${union.instancePath}/`)
    const telling = left.filter(
      (error) => isBranch(error) && !(error.keyword === 'type' && error.instancePath === union.instancePath),
    )
    const others = left.filter((error) => !isBranch(error) && error !== union)
    return [...others, ...(telling.length > 0 ? telling : [union])]
  }, errors)
}

const within = (path: string, property: string): string => (path === '' ? property : `${path}.${property}`)

/** Source: RFC 6901 section 4. */
const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')
