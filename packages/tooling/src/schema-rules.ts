import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Violation } from './cruise.ts'

/** Schemas that every service may name. */
const SHARED = new Set(['platform', 'inv', 'graphile_worker', 'public', 'pg_catalog'])

/** SQL of a service that names another service's schema: in its migrations and in its sql templates. */
export function findForeignSchemas(baseDir: string): Violation[] {
  const services = globSync('services/*', { cwd: baseDir }).map((path) => path.split(/[\\/]/)[1] ?? '')
  const named = new RegExp(
    String.raw`\b(?:from|join|into|update|table|on|exists|references|delete from)\s+"?(${services.join('|')})"?\.`,
    'gi',
  )
  return services.flatMap((service) => {
    const files = globSync([`services/${service}/migrations/*.sql`, `services/${service}/src/**/*.ts`], {
      cwd: baseDir,
    })
    return files
      .filter((file) => !/[.](test|testing)[.]ts$/.test(file))
      .flatMap((file) => {
        const text = sqlOf(file, readFileSync(join(baseDir, file), 'utf8'))
        return [...text.matchAll(named)]
          .map((match) => match[1] ?? '')
          .filter((schema) => schema !== service && !SHARED.has(schema))
          .map((schema) => ({ rule: 'sql-names-its-own-schema-only', from: file, to: schema }))
      })
  })
}

/** Of a program, only what stands in template literals; prose in comments may name anything. */
function sqlOf(file: string, text: string): string {
  if (file.endsWith('.sql')) return text.replaceAll(/--.*$/gm, '').replaceAll(/^comment on .*$/gm, '')
  return [...text.matchAll(/`(?:[^`\\]|\\.)*`/gs)].map(([literal]) => literal).join('\n')
}
