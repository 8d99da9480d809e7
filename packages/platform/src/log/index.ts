export { createLogger, type LogOptions } from './logger.ts'
