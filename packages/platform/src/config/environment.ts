import { BadValue, type Reader } from './readers.ts'
import { TARGET_URL, VARIABLES, type Values, type Variable } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

interface Read {
  /** Whole when there are no faults. */
  values: Partial<Values>
  targetUrls: Readonly<Record<string, string>>
  faults: string[]
}

/** Reads every variable on its own; an empty one counts as not set. */
export function readVariables(env: Environment): Read {
  const faults: string[] = []
  const attempt = <T>(name: string, given: string, reader: Reader<T>, secret = false): T | undefined => {
    try {
      return reader.read(given)
    } catch (thrown) {
      if (!(thrown instanceof BadValue)) throw thrown
      faults.push(`${name} must be ${thrown.message}${secret ? '' : `, not ${JSON.stringify(brief(given))}`}`)
      return undefined
    }
  }

  const entries = Object.entries<Variable<unknown>>(VARIABLES).map(([name, variable]) => {
    const given = env[name]?.trim() || variable.standard
    return [name, given === undefined ? undefined : attempt(name, given, variable.reader, variable.secret)]
  })
  const targets = Object.entries(env).flatMap(([name, given]) => {
    const service = TARGET_URL.name.exec(name)?.[1]?.toLowerCase()
    const url = service && given?.trim() ? attempt(name, given.trim(), TARGET_URL.reader) : undefined
    return service && url ? [[service, url] as const] : []
  })
  return {
    values: Object.fromEntries(entries) as Partial<Values>,
    targetUrls: Object.fromEntries(targets),
    faults,
  }
}

const brief = (value: string): string => (value.length > 80 ? `${value.slice(0, 80)}…` : value)
