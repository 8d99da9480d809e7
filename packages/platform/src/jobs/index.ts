export { enqueueTask, migrateJobs, startWorker, type Worker } from './worker.ts'
export { startTickers } from './tickers.ts'
