import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Violation } from './cruise.ts'

/** Classes of Tailwind that name a side of the screen instead of one of the line. */
const CLASSES =
  /(?<![\w.-])(?:[\w-]+:)*-?(?:(?:m|p|scroll-m|scroll-p|border-)[lr]|left|right|rounded-(?:[lr]|[tb][lr]))-[\w[.(/%)\]-]+|(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])/g
/** Properties and values of CSS that do. */
const PROPERTIES =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g

/** Styles that would stay where they are when a page is read from right to left. */
export function findPhysicalSides(baseDir: string): Violation[] {
  const files = globSync(['apps/*/src/**/*.{vue,css}', 'services/messaging/src/**/*.ts'], { cwd: baseDir })
  return files.flatMap((file) => {
    const text = readFileSync(join(baseDir, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
    const named = [
      ...stylesIn(file, text).flatMap((styles) => styles.match(PROPERTIES) ?? []),
      ...classesIn(text).flatMap((classes) => classes.match(CLASSES) ?? []),
    ]
    return named.map((to) => ({ rule: 'no-physical-sides', from: file, to: to.trim() }))
  })
}

/** A whole style sheet; of a component its styles, of a mail what its elements are given. */
function stylesIn(file: string, text: string): string[] {
  if (file.endsWith('.css')) return [text]
  return [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>|style="([^"]*)"/g)].map(
    ([, sheet, inline]) => sheet ?? inline ?? '',
  )
}

const classesIn = (text: string): string[] =>
  [...text.matchAll(/\bclass="([^"]*)"|@apply ([^;]*)/g)].map(([, names, applied]) => names ?? applied ?? '')
