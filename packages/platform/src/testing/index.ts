export { testDatabase } from './test-database.ts'
export { testHost, type TestHost, type TestHostOptions } from './test-host.ts'
export { eventually } from './eventually.ts'
export { countQueries } from '../db/index.ts'
