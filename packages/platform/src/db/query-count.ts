import { AsyncLocalStorage } from 'node:async_hooks'

/** What a piece of work asked of the database. */
export interface QueryCount {
  /** Statements that read or write data. */
  statements: number
  /** `begin`, `commit`, `savepoint`, `set` and their like. */
  control: number
  /** The texts of `statements`, in order. */
  texts: string[]
}

const counting = new AsyncLocalStorage<QueryCount>()
const CONTROL = /^\s*(?:begin|start|commit|rollback|savepoint|release|set|reset|select set_config)\b/i

/** Runs `work` and counts the SQL statements it sends, in this process, through pools of `openDatabase`. */
export async function countQueries<T>(work: () => Promise<T>): Promise<QueryCount & { value: T }> {
  const count: QueryCount = { statements: 0, control: 0, texts: [] }
  const value = await counting.run(count, work)
  return { value, ...count }
}

export function noteQuery(text: string): void {
  const count = counting.getStore()
  if (!count) return
  if (CONTROL.test(text)) count.control += 1
  else count.texts.push(text)
  count.statements = count.texts.length
}
