import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

// A lock file that `npm ci` refuses, or that names somebody's registry, breaks every fresh clone and nobody else.

interface Entry {
  version?: string
  resolved?: string
  link?: boolean
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'))
const { packages } = read<{ packages: Record<string, Entry> }>('package-lock.json')
const faults: string[] = []

for (const [path, entry] of Object.entries(packages)) {
  const isPackage = path.includes('node_modules/')
  if (!isPackage) compareManifest(path, entry)
  if (isPackage && !entry.link && entry.resolved) faults.push(`${path}: names a registry, ${entry.resolved}`)
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    // npm leaves out what the registry it asked does not have, and later refuses the list that lacks it.
    if (!isLocked(path, name))
      faults.push(`${path || 'package.json'}: optional ${name} is missing from the lock file`)
  }
}

for (const fault of faults) console.error(fault)
console.log(faults.length === 0 ? 'The lock file is whole.' : `${faults.length} faults in package-lock.json`)
process.exitCode = faults.length === 0 ? 0 : 1

function compareManifest(path: string, entry: Entry): void {
  const manifest = read<Entry>(join(path, 'package.json'))
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
    const [wanted, locked] = [manifest[kind] ?? {}, entry[kind] ?? {}]
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(locked)])) {
      if (wanted[name] === locked[name]) continue
      faults.push(
        `${join(path, 'package.json')}: ${name} is ${wanted[name] ?? 'absent'}, locked ${locked[name] ?? 'not at all'}`,
      )
    }
  }
}

/** As Node finds packages: beside the one that asks, then in each folder above. */
function isLocked(path: string, name: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (packages[join(folder === '.' ? '' : folder, 'node_modules', name)]) return true
    if (folder === '.' || folder === '') return false
  }
}
