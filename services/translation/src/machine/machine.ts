import type { PlatformConfig } from '@tradewind/platform/config'
import { deepl } from './deepl.ts'
import { google } from './google.ts'
import type { Machine } from './machine.types.ts'

/** The provider that the house is told to use; undefined when it has none. */
export function machineOf({ translator }: Pick<PlatformConfig, 'translator'>): Machine | undefined {
  if (translator === undefined) return undefined
  return translator.provider === 'deepl' ? deepl(translator) : google(translator)
}
