import type { Addresses } from '../addresses.ts'
import type { Ceiling } from '../ceiling.ts'
import { atMost, within10Percent, type Finding } from '../finding.ts'
import { get } from '../http.ts'
import type { Mall } from '../mall.ts'
import { answerRatio } from '../ratio.ts'
import { databaseWorkOf, type DatabaseWork } from '../statements.ts'

/** Lists and pages whose answers are kept. */
export async function keptAnswers(mall: Mall, ceiling: Ceiling, at: Addresses): Promise<Finding[]> {
  const kept = { mall, ceiling, most: 4 }
  return [
    await answerRatio({ ...kept, work: 'category list of 24, warm cache' }, [at.list]),
    await answerRatio({ ...kept, work: 'category page, warm cache' }, [at.page]),
  ]
}

/** Answers made anew each time. */
export async function freshAnswers(mall: Mall, ceiling: Ceiling, at: Addresses): Promise<Finding[]> {
  const fresh = { mall, ceiling }
  return [
    await answerRatio({ ...fresh, work: 'list, page 1, cache off', most: 30 }, [at.list]),
    await answerRatio({ ...fresh, work: 'list, page 50, cache off', most: 30 }, [at.list50]),
    await answerRatio({ ...fresh, work: 'product detail, cache off', most: 18 }, at.details.slice(0, 200)),
    await answerRatio({ ...fresh, work: 'search, cache off', most: 100 }, at.searches),
    await answerRatio({ ...fresh, work: 'category page, cache off', most: 200 }, [at.page]),
  ]
}

/** Statements of answers made anew. */
export async function answerStatements(mall: Mall, at: Addresses): Promise<Finding[]> {
  const list = await workOf(mall, [at.list])
  const list50 = await workOf(mall, [at.list50])
  const detail = await workOf(mall, at.details.slice(0, 50))
  const search = await workOf(mall, at.searches)
  return [
    atMost('list: statements', list.statements, 1, 'SQL'),
    within10Percent('list: buffers of page 50 beside page 1', list.buffers, list50.buffers, 'buffers'),
    atMost('product detail: statements', detail.statements, 2, 'SQL'),
    atMost('search: statements', search.statements, 1, 'SQL'),
  ]
}

/** Asks for every path as often as for any other. */
export function workOf(mall: Mall, paths: readonly string[]): Promise<DatabaseWork> {
  let next = 0
  return databaseWorkOf(mall, Math.max(50, paths.length), () =>
    get(mall.url, paths[next++ % paths.length] ?? ''),
  )
}
