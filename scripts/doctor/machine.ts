import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { findBinaries, postgresAccount } from '@tradewind/platform/postgres'
import { findChromium } from '../chromium.ts'
import { note, ok, wrong, type Finding } from './finding.ts'

export async function checkNode(): Promise<Finding> {
  const { node } = process.versions
  return Number(node.split('.')[0]) >= 24
    ? ok(`Node ${node}`)
    : wrong(`Node ${node}: 24 is needed; npm start brings it`)
}

export async function checkBinaries(): Promise<Finding> {
  const account = postgresAccount()
  const { postgres } = await findBinaries(account)
  const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...account, cwd: '/' })
  return ok(`${stdout.trim()}${account ? ', run as nobody because we are root' : ''}`)
}

export async function checkDisk(dataDir: string): Promise<Finding> {
  let folder = dataDir
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const freeGigabytes = (bavail * bsize) / 1e9
  const line = `${freeGigabytes.toFixed(1)} GB free for ${dataDir}`
  return freeGigabytes >= 1 ? ok(line) : wrong(`${line}: at least 1 GB is needed`)
}

export async function checkPort(port: number): Promise<Finding> {
  if (await isFree(port)) return ok(`port ${port} is free`)
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined)
  if (answer?.ok) return note(`port ${port}: a mall answers there`)
  return note(`port ${port} is taken by another program: npm start takes the next free one`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

export async function checkChromium(): Promise<Finding> {
  const found = await findChromium()
  if (found) return ok(`Chromium ${found.path} (${found.from})`)
  return note('no Chromium: only npm test needs one, and installs it')
}

const SCRIPTS = {
  ar: 'Arabic',
  hi: 'Hindi',
  ja: 'Japanese',
  ko: 'Korean',
  my: 'Burmese',
  th: 'Thai',
  'zh-cn': 'Chinese',
}

export async function checkFonts(): Promise<Finding> {
  if (spawnSync('fc-list', ['--version']).error) return note('fonts not looked at: fc-list is not installed')
  const missing = Object.entries(SCRIPTS).filter(
    ([code]) => spawnSync('fc-list', [`:lang=${code}`]).stdout.length === 0,
  )
  if (missing.length === 0) return ok('fonts for every script of our languages')
  const names = missing.map(([, name]) => name).join(', ')
  return note(
    `no font for ${names}: pages and pictures of tests show boxes (fonts-noto-core, fonts-noto-cjk)`,
  )
}
