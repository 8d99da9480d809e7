import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue, CatalogueFormat } from './catalogue.ts'
import { dummyjson } from './dummyjson.ts'
import { grocery } from './grocery.ts'
import { icecat } from './icecat.ts'
import { luma } from './luma.ts'
import { spree } from './spree.ts'
import { vendure } from './vendure.ts'

/** Every kind of catalogue that can be read, the surest told first. */
export const FORMATS: readonly CatalogueFormat[] = [luma, spree, icecat, dummyjson, grocery, vendure]

/** The catalogues of a folder: itself, or those right below it, in the order of their names. */
export function findCatalogues(folder: string): (() => Catalogue)[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  const own = FORMATS.find((format) => format.fits(folder))
  if (own) return [() => own.read(folder)]
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort()
    .flatMap((path) => {
      const format = FORMATS.find((one) => one.fits(path))
      return format ? [() => format.read(path)] : []
    })
}
