import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configurationGuide } from './guide.ts'
import { ConfigError, loadConfig } from './load.ts'
import { deriveKey } from './secret.ts'
import { VARIABLES } from './variables.ts'

const SECRET = 'a secret for tests, long enough to be taken'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tradewind-config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig({ TRADEWIND_SECRET: SECRET, ...env })
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.faults
    throw thrown
  }
  return []
}

describe('keys that seal numbers of people', () => {
  const key = Buffer.alloc(32, 1).toString('base64')
  const idsOf = (env: Record<string, string>) =>
    loadConfig({ DATA_DIR: folder, TRADEWIND_SECRET: SECRET, ...env }).sealingKeys.map(({ id }) => id)

  it('are those that are set, and behind them the one that this machine used before they were', () => {
    expect(idsOf({})).toEqual(['derived'])
    expect(idsOf({ SEALING_KEYS: `2026:${key}` })).toEqual(['2026', 'derived'])
  })

  it('are none beyond this machine unless they are set', () => {
    expect(idsOf({ HOST: '0.0.0.0', TRADEWIND_SEED: 'none' })).toEqual([])
  })
})

describe('configuration', () => {
  it('needs nothing to be set', () => {
    const config = loadConfig({ DATA_DIR: folder })
    expect(config).toMatchObject({
      port: 4000,
      hosts: ['127.0.0.1', '::1'],
      loopbackOnly: true,
      publicUrl: 'http://localhost:4000',
      demo: true,
      production: false,
      targets: 'all',
      orderTtlSeconds: 1800,
      requestsPerMinute: 0,
      trustProxy: false,
    })
    expect(config.databaseUrl).toBeUndefined()
  })

  it('makes a secret once, readable by the owner alone, and derives a key for each purpose', () => {
    const first = loadConfig({ DATA_DIR: folder })
    expect(first.secret).toMatch(/^[0-9a-f]{64}$/)
    expect(loadConfig({ DATA_DIR: folder }).secret).toBe(first.secret)
    const file = path.join(folder, 'secret')
    expect(readFileSync(file, 'utf8').trim()).toBe(first.secret)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const keys = Object.values(first.keys).map((key: Buffer) => key.toString('hex'))
    expect(new Set([...keys, first.secret]).size).toBe(keys.length + 1)
    expect(keys.every((key) => key.length === 64)).toBe(true)
    expect(deriveKey('other', 'tokens')).not.toEqual(first.keys.tokens)
  })

  it('asks for a secret when others can reach the server', () => {
    expect(() => loadConfig({ DATA_DIR: folder, HOST: '0.0.0.0' })).toThrow(
      'TRADEWIND_SECRET must be set when HOST is not of this machine alone',
    )
    const config = loadConfig({ HOST: '0.0.0.0', TRADEWIND_SECRET: SECRET })
    expect(config.loopbackOnly).toBe(false)
    expect(config.requestsPerMinute).toBe(1200)
  })

  it('names all faults at once, and never shows what is secret', () => {
    const faults = faultsOf({
      PORT: '70000',
      HOST: 'everywhere',
      TRADEWIND_SEED: 'some',
      DATABASE_URL: 'mysql://root:hunter2@db/mall',
      TRUST_PROXY: '10.0.0.0/33',
      PUBLIC_URL: 'https://mall.example/shop',
      TARGET_CATALOG_URL: 'catalog:4000',
    })
    expect(faults).toEqual([
      'PORT must be a whole number from 0 to 65535, not "70000"',
      'HOST must be IP addresses or "localhost", with commas between, not "everywhere"',
      'PUBLIC_URL must be an address such as https://mall.example, without a path, not "https://mall.example/shop"',
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/tradewind',
      'TRADEWIND_SEED must be one of demo, none, not "some"',
      'TRUST_PROXY must be "none", the number of proxies in front, or their addresses (CIDR allowed) with commas between, not "10.0.0.0/33"',
      'TARGET_CATALOG_URL must be an address such as https://mall.example, without a path, not "catalog:4000"',
    ])
  })

  it('starts in production only with an https address and without the demo', () => {
    expect(
      faultsOf({ NODE_ENV: 'production', TRADEWIND_SEED: 'demo', PUBLIC_URL: 'http://mall.example' }),
    ).toEqual([
      'TRADEWIND_SEED must not be demo in production',
      'PUBLIC_URL must begin with https:// in production',
    ])
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['PUBLIC_URL must be set in production'])
    const config = loadConfig({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://mall.example',
      TRADEWIND_SECRET: SECRET,
    })
    expect(config).toMatchObject({ production: true, demo: false, seed: 'none' })
  })

  it('knows where services answer that run elsewhere', () => {
    const config = loadConfig({
      TRADEWIND_SECRET: SECRET,
      TARGETS: 'orders, payments',
      TARGET_CATALOG_URL: 'http://10.0.0.7:4000/',
      TARGET_SEARCH_URL: '',
    })
    expect(config.targets).toEqual(['orders', 'payments'])
    expect(config.targetUrls).toEqual({ catalog: 'http://10.0.0.7:4000' })
  })

  it('believes only the proxies it is told of', () => {
    const trusted = (value: string) => loadConfig({ TRADEWIND_SECRET: SECRET, TRUST_PROXY: value }).trustProxy
    expect(trusted('none')).toBe(false)
    expect(trusted('1')).toBe(1)
    expect(trusted('10.0.0.0/8, ::1')).toEqual(['10.0.0.0/8', '::1'])
    expect(faultsOf({ TRUST_PROXY: 'true' })).toHaveLength(1)
  })

  it('takes any text for any variable without falling over: a whole configuration or readable faults', () => {
    const names = Object.keys(VARIABLES).filter((name) => name !== 'DATA_DIR')
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('0', '-1', '1e3', 'http://', '::', ' ', ','),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (given) => {
        try {
          const config = loadConfig({ TRADEWIND_SECRET: SECRET, DATA_DIR: folder, ...given })
          expect(config.port).toBeGreaterThanOrEqual(0)
          expect(config.hosts.length).toBeGreaterThan(0)
          expect(URL.canParse(config.publicUrl)).toBe(true)
        } catch (thrown) {
          if (!(thrown instanceof ConfigError)) throw thrown
          expect(thrown.faults.length).toBeGreaterThan(0)
          for (const fault of thrown.faults) expect(fault).toMatch(/^[A-Z_]+ must /)
        }
      }),
    )
  })

  it('is described in the guide, variable by variable', async () => {
    await expect(configurationGuide()).toMatchFileSnapshot('../../../../docs/guides/configuration.md')
  })
})
