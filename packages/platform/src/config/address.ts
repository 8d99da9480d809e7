import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileOf = (dataDir: string): string => join(dataDir, 'address')

/** Says where the mall of this data folder answers on this machine, for commands run beside it. */
export const writeAddress = (dataDir: string, url: string): void => writeFileSync(fileOf(dataDir), `${url}\n`)

/** Where the mall of this data folder said that it answers; undefined when it was stopped or never started. */
export const readAddress = (dataDir: string): string | undefined =>
  existsSync(fileOf(dataDir)) ? readFileSync(fileOf(dataDir), 'utf8').trim() : undefined

export const clearAddress = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true })
