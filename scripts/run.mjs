// `node scripts/run.mjs scripts/start.ts --flag`: sets up if need be, then runs that file on Node 24.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './setup.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [file = '', ...args] = process.argv.slice(2)

try {
  run(await setUp(), [join(root, file), ...args])
} catch (error) {
  console.error(`Set-up failed: ${error.message}`)
  process.exitCode = 1
}

/** Becomes that process where this Node can, so that nothing stands between it and its signals. */
function run(node, args) {
  const path = `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`
  // Types are stripped and scripts compiled once, not at each start.
  const cache = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node')
  const env = { ...process.env, PATH: path, NODE_COMPILE_CACHE: cache }
  if (process.execve && node.includes('/')) process.execve(node, [node, ...args], env)
  const child = spawn(node, args, { stdio: 'inherit', env })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // Ctrl-C reaches the child by itself; we wait for its end.
  process.on('SIGINT', () => undefined)
  child.on('close', (code, signal) => (process.exitCode = signal ? 1 : code))
}
