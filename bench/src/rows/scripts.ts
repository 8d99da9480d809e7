import { gzipSync } from 'node:zlib'
import { atMost, type Finding } from '../finding.ts'
import { get } from '../http.ts'
import type { Mall } from '../mall.ts'

/** Scripts that a category page asks a browser to load, packed by gzip. */
export async function pageScripts(mall: Mall, page: string): Promise<Finding> {
  const { body } = await get(mall.url, page)
  const scripts = new Set(String(body).match(/\/assets\/[^"]+\.js(?=")/g))
  if (scripts.size === 0) throw new Error('the page has no scripts: the storefront is not built')
  let bytes = 0
  for (const path of scripts) bytes += gzipSync((await get(mall.url, path)).body).byteLength
  return atMost('scripts of the category page', bytes / 1_000, 85, 'KB gzip', `${scripts.size} files`)
}
