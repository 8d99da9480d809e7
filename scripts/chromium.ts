import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** A browser for the journeys, and how we came by it. */
export interface FoundChromium {
  path: string
  from: 'CHROMIUM_PATH' | 'the system' | 'Playwright' | 'installed by apt-get' | 'installed by Playwright'
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Looks where Chromium may be; installs nothing. */
export async function findChromium(): Promise<FoundChromium | undefined> {
  const told = process.env['CHROMIUM_PATH']
  if (told) {
    if (existsSync(told)) return { path: told, from: 'CHROMIUM_PATH' }
    throw new Error(`CHROMIUM_PATH names ${told}, where nothing is`)
  }
  const system = findOnSystem()
  if (system) return { path: system, from: 'the system' }
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? { path, from: 'Playwright' } : undefined
}

/** Finds Chromium, or installs one. */
export async function provideChromium(): Promise<FoundChromium> {
  const found = await findChromium()
  if (found) return found
  if (isDebianRoot()) {
    install('apt-get', ['update', '-q'])
    install('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-noto-core', 'fonts-noto-cjk'])
  } else {
    install('npx', ['playwright', 'install', 'chromium'])
  }
  const installed = await findChromium()
  if (!installed) throw new Error('Chromium was installed, and is not to be found')
  return { ...installed, from: isDebianRoot() ? 'installed by apt-get' : 'installed by Playwright' }
}

function findOnSystem(): string | undefined {
  const finder = process.platform === 'win32' ? 'where' : 'which'
  for (const name of SYSTEM_NAMES) {
    const { status, stdout } = spawnSync(finder, [name], { encoding: 'utf8' })
    if (status === 0) return stdout.split('\n')[0]?.trim()
  }
  return SYSTEM_PATHS.find((path) => existsSync(path))
}

const isDebianRoot = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function install(program: string, args: string[]): void {
  console.log(`Installing a browser: ${program} ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
    shell: process.platform === 'win32',
  })
}

if (import.meta.main) {
  const { path, from } = await provideChromium()
  console.log(`Chromium: ${path} (${from})`)
}
