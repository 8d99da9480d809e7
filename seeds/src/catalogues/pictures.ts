import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { skip, type Skipped } from './skipped.ts'

/** Tells which of some files are there; the others are counted as left out. */
export function picturesIn(folder: string, skipped: Skipped): (files: readonly string[]) => string[] {
  const missing = new Set<string>()
  return (files) =>
    [...new Set(files)].filter((file) => {
      if (file === '') return false
      if (existsSync(join(folder, file))) return true
      if (!missing.has(file)) skip(skipped, 'pictures that are not in the folder')
      missing.add(file)
      return false
    })
}
