export * from './config.types.ts'
export { loadConfig, ConfigError } from './load.ts'
export { deriveKey } from './secret.ts'
