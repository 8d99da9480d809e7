import pg from 'pg'

const { builtins } = pg.types

function safeInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`bigint ${text} is beyond 2^53`)
}

/** A date has no time zone: as text it cannot slip to the day before. */
const asText = (text: string): string => text

const OWN: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [builtins.NUMERIC, asText],
  [builtins.DATE, asText],
])

/** How values arrive: `int8` as safe integer, `numeric` and `date` as text, `timestamptz` as Date, `jsonb` parsed. */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return OWN.get(oid) ?? pg.types.getTypeParser(oid, format)
  },
}
