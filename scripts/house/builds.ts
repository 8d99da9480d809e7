import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FRONTS = ['storefront', 'console'] as const
const SHARED = [
  'packages/kernel/src',
  'packages/locales/src',
  'packages/locales/addresses',
  'packages/addresses/src',
  'packages/api-client/src',
  'package-lock.json',
]

/** Builds the fronts whose sources changed since they were built; answers their names. */
export async function buildStaleFronts(
  onBuild: (front: string) => void = () => undefined,
): Promise<string[]> {
  const built: string[] = []
  for (const front of FRONTS) {
    if (!existsSync(join(ROOT, 'apps', front, 'vite.config.ts'))) continue
    const stamp = join(ROOT, 'apps', front, 'dist', '.stamp')
    const hash = sourcesHash(front)
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue
    onBuild(front)
    await promisify(execFile)('npm', ['run', 'build', '-w', `@tradewind/${front}`], {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    })
    writeFileSync(stamp, hash)
    built.push(front)
  }
  return built
}

function sourcesHash(front: string): string {
  const hash = createHash('sha256')
  const patterns = [
    `apps/${front}`,
    ...SHARED,
    `packages/locales/${front}`,
    'packages/locales/common',
    'packages/locales/errors',
  ]
  for (const pattern of patterns)
    for (const file of globSync([pattern, `${pattern}/**/*`], {
      cwd: ROOT,
      exclude: (path) => /node_modules|[\\/]dist/.test(path),
    }).sort()) {
      const path = join(ROOT, file)
      if (statSync(path).isFile()) hash.update(file).update(readFileSync(path))
    }
  return hash.digest('hex')
}

if (import.meta.main) await buildStaleFronts((front) => console.log(`Building the ${front} ...`))
