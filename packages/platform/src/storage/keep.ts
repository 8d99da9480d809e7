import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { unavailable } from '@tradewind/kernel'

/** Writes a file so that readers find it whole or not at all; throws 503 `platform.unavailable` when the disk is full. */
export async function keepFile(file: string, bytes: Buffer | string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.draft`
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(draft, bytes, { flush: true })
    await rename(draft, file)
  } catch (thrown) {
    await rm(draft, { force: true })
    if (isSystemError(thrown, 'ENOSPC', 'EDQUOT')) throw unavailable()
    throw thrown
  }
}

/** The bytes, undefined when there is no such file. */
export async function findFile(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (thrown) {
    if (isSystemError(thrown, 'ENOENT', 'ENOTDIR')) return undefined
    throw thrown
  }
}

/** Whether the operating system refused with one of these codes, such as `ENOENT`. */
export const isSystemError = (thrown: unknown, ...codes: readonly string[]): boolean =>
  thrown instanceof Error && 'code' in thrown && codes.some((code) => code === thrown.code)
