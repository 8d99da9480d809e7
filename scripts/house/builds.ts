import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface Build {
  name: string
  command: readonly [string, ...string[]]
  /** Holds what was built, and the stamp of what it was built from. */
  into: string
  /** Folders and files that it is built from. */
  from: readonly string[]
}

const BUILDS: readonly Build[] = [
  frontOf('storefront'),
  frontOf('console'),
  {
    name: 'server',
    command: [process.execPath, 'scripts/house/bundle.ts'],
    into: 'dist',
    from: [
      'apps/server/src',
      'apps/sandbox-psp/src',
      'apps/sandbox-translator/src',
      'scripts/house/bundle.ts',
      'scripts/house/sandboxes.ts',
      ...['services', 'packages'].flatMap(sourcesIn),
      'package-lock.json',
    ],
  },
]

function frontOf(front: string): Build {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, `apps/${front}/package.json`), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const ours = Object.keys(dependencies).filter((name) => name.startsWith('@tradewind/'))
  return {
    name: front,
    command: ['npm', 'run', 'build', '-w', `@tradewind/${front}`],
    into: `apps/${front}/dist`,
    from: [
      `apps/${front}`,
      ...ours.map((name) => name.replace('@tradewind', 'packages')),
      'package-lock.json',
    ],
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}/src`)
}

/** Builds what changed since it was built; answers the names. */
export async function buildStale(onBuild: (name: string) => void = () => undefined): Promise<string[]> {
  const built: string[] = []
  for (const { name, command, into, from } of BUILDS) {
    const stamp = join(ROOT, into, '.stamp')
    const state = stateOf(from)
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) continue
    onBuild(name)
    const [program, ...args] = command
    await promisify(execFile)(program, args, {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    })
    writeFileSync(stamp, state)
    built.push(name)
  }
  return built
}

/** Names, sizes and times of all files: reading them would take longer than a start may. */
function stateOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  const take = (path: string): void => {
    const found = statSync(join(ROOT, path), { throwIfNoEntry: false })
    if (!found) return
    if (!found.isDirectory()) return void hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
    for (const name of readdirSync(join(ROOT, path)).sort())
      if (name !== 'node_modules' && name !== 'dist') take(`${path}/${name}`)
  }
  paths.forEach(take)
  return hash.digest('hex')
}

if (import.meta.main) await buildStale((name) => console.log(`Building the ${name} ...`))
