export * from './config.types.ts'
export { loadConfig, ConfigError } from './load.ts'
export { deriveKey } from './secret.ts'
export { clearAddress, readAddress, writeAddress } from './address.ts'
