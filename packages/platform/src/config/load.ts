import type { AppConfig } from './config.types.ts'

/** Everything that is wrong with the configuration, one readable line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** Reads the environment; throws ConfigError with all faults at once. Makes and keeps a secret below DATA_DIR when allowed. */
export function loadConfig(_env: Readonly<Record<string, string | undefined>>): AppConfig {
  throw new Error('not built yet')
}
