// Plain JavaScript for whatever Node the machine has: all else runs on the Node 24 that this brings.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const inRoot = (...parts) => join(root, ...parts)
const stampFile = inRoot('node_modules', '.setup-stamp')
const brought = inRoot('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

/** Installs what the lock file says, unless that was done; answers the path of a Node 24. */
export async function setUp() {
  const lock = readFileSync(inRoot('package-lock.json'), 'utf8')
  const stamp = createHash('sha256').update(`${process.platform} ${process.arch} ${lock}`).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return existsSync(brought) ? brought : findNode()
  refuseOldNode()
  if (!isInstalled(JSON.parse(lock))) await install()
  const node = findNode()
  writeFileSync(stampFile, stamp)
  return node
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`Node ${process.versions.node} is too old to start with: 20.19 or later is needed`)
}

/** Whether somebody ran npm by hand: its own list of what lies in node_modules says so. */
function isInstalled(lock) {
  const list = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(list)) return false
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages
  const isMissing = ([path, entry]) =>
    path.includes('node_modules/') && !entry.optional && installed[path]?.version !== entry.version
  return existsSync(brought) && !Object.entries(lock.packages).some(isMissing)
}

async function install() {
  const start = Date.now()
  console.log('Installing packages; the first time takes about a minute ...')
  // Whatever the environment says: development and optional packages are needed, and so are their scripts.
  const flags = ['--include=optional', '--include=dev', '--ignore-scripts=false', '--loglevel=error']
  const pulse = setInterval(() => console.log(`... ${secondsSince(start)} s`), 10_000)
  await npm(['ci', ...flags]).finally(() => clearInterval(pulse))
  const lacksNode = existsSync(inRoot('node_modules', nodePackage)) && !existsSync(brought)
  if (lacksNode) await npm(['rebuild', nodePackage, ...flags])
  console.log(`Packages installed in ${secondsSince(start)} s`)
}

const secondsSince = (start) => Math.round((Date.now() - start) / 1000)

/** npm itself runs on the machine's Node: the one in node_modules goes away while it works. */
function npm(args) {
  const { npm_execpath: script, npm_node_execpath: node = process.execPath } = process.env
  const [program, ...first] = script ? [node, script] : ['npm']
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !script && process.platform === 'win32',
    })
    let said = ''
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (said += part))
    child.on('error', (error) => reject(new Error(`npm does not run: ${error.message}`)))
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} failed: ${keyLine(said)}`)),
    )
  })
}

function keyLine(said) {
  writeFileSync(inRoot('setup.log'), said)
  const lines = said.split('\n').map((line) => line.replace(/^npm error\s*/, '').trim())
  const first = lines.find((line) => line && !/^(code|syscall|path|errno|npm warn)\b/i.test(line))
  return `${first ?? 'it says nothing'} (all of it in setup.log)`
}

/** The Node that came with the packages; where there is none for the system, the machine's own. */
function findNode() {
  const candidates = [brought, inRoot('node_modules', nodePackage, 'bin', 'node'), process.execPath, 'node']
  for (const node of candidates) {
    const version = versionOf(node)
    if (version && Number(version.split('.')[0]) >= 24) return node
  }
  throw new Error(
    `Node 24 is needed, and npm brings none for ${process.platform}-${process.arch}: install it first`,
  )
}

function versionOf(node) {
  try {
    return execFileSync(node, ['-p', 'process.versions.node'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp().catch((error) => {
    console.error(`Set-up failed: ${error.message}`)
    process.exitCode = 1
  })
}
