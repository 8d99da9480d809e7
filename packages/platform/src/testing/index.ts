export { testDatabase } from './test-database.ts'
export { eventually } from './eventually.ts'
export { countQueries } from '../db/index.ts'
