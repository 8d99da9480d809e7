export { startPostgres, type PostgresOptions, type RunningPostgres } from './supervisor.ts'
export { isAlive } from './postmaster.ts'
