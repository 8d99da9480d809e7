import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cachedBy } from './cache.ts'
import { fixedClock, systemClock } from './clock.ts'
import { COUNTRIES, countryName, isCountry } from './countries.ts'
import {
  AppError,
  conflict,
  forbidden,
  invalid,
  isAppError,
  notFound,
  refused,
  stale,
  tooMany,
  unauthorized,
  unavailable,
} from './errors.ts'
import { pickText } from './text.ts'

describe('errors', () => {
  it.each([
    [invalid([{ path: 'email', code: 'platform.required' }]), 400, 'platform.bad-request'],
    [unauthorized(), 401, 'platform.unauthorized'],
    [forbidden(), 403, 'platform.forbidden'],
    [notFound(), 404, 'platform.not-found'],
    [notFound('orders.not-found'), 404, 'orders.not-found'],
    [conflict(), 409, 'platform.conflict'],
    [stale({ version: 3 }), 412, 'platform.stale'],
    [refused('orders.sold-out', { left: 2 }), 422, 'orders.sold-out'],
    [tooMany(), 429, 'platform.too-many'],
    [unavailable(30), 503, 'platform.unavailable'],
  ])('%s', (error, status, code) => {
    expect(error).toMatchObject({ status, code, message: code, name: 'AppError' })
    expect(isAppError(error)).toBe(true)
  })

  it('carry what the reader needs', () => {
    expect(refused('orders.sold-out', { left: 2 }).params).toEqual({ left: 2 })
    expect(unavailable(30).params).toEqual({ retryAfterSeconds: 30 })
    expect(stale({ version: 3 }).state).toEqual({ version: 3 })
    const cause = new Error('socket closed')
    expect(new AppError(502, 'platform.unavailable', { cause }).cause).toBe(cause)
    expect(isAppError(cause)).toBe(false)
  })
})

describe('localised text', () => {
  it('is picked in the language asked, then English, then any, saying which', () => {
    const tea = { en: 'Tea', ja: 'お茶' }
    expect(pickText(tea, 'ja')).toEqual({ text: 'お茶', locale: 'ja' })
    expect(pickText(tea, 'zh-TW')).toEqual({ text: 'Tea', locale: 'en' })
    expect(pickText({ 'zh-CN': '茶', en: '' }, 'zh-TW')).toEqual({ text: '茶', locale: 'zh-CN' })
    expect(pickText({}, 'en')).toBeUndefined()
  })

  it.each([
    ['zh-TW', 'zh-CN'],
    ['zh-CN', 'zh-TW'],
    ['ms', 'id'],
    ['id', 'ms'],
  ] as const)('in %s is anything rather than %s', (locale, neighbour) => {
    expect(pickText({ [neighbour]: 'x', my: 'လက်ဖက်ရည်' }, locale)?.locale).toBe('my')
  })
})

describe('countries', () => {
  const reference = new URL('../../../../shared/data/reference/country-codes.csv', import.meta.url)

  it('are named in the reader’s language', () => {
    expect(countryName('DE', 'ja')).toBe('ドイツ')
    expect(countryName('ZZ', 'en')).toBe('ZZ')
    expect([isCountry('DE'), isCountry('de'), isCountry('UK'), isCountry(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it.skipIf(!existsSync(reference))('equal the reference list (skipped where it is absent)', () => {
    const text = readFileSync(reference, 'utf8')
    expect(COUNTRIES).toHaveLength(249)
    for (const code of COUNTRIES) expect(text).toContain(`,${code},`)
  })
})

describe('clocks', () => {
  it('stand still when told to, and cannot be pushed by a caller', () => {
    const clock = fixedClock('2026-11-22T00:00:00Z')
    clock.now().setFullYear(1999)
    expect(clock.now().toISOString()).toBe('2026-11-22T00:00:00.000Z')
    expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1_000)
  })
})

describe('the cache of formatters', () => {
  it('makes each once and forgets the oldest beyond its limit', () => {
    const made: string[] = []
    const get = cachedBy((key: string) => made.push(key), 2)
    for (const key of ['a', 'a', 'b', 'c', 'b', 'a']) get(key)
    expect(made).toEqual(['a', 'b', 'c', 'a'])
  })

  it('loads again what could not be loaded', async () => {
    const answers = [Promise.reject(new Error('no connection')), Promise.resolve('texts')]
    const load = cachedBy(() => answers.shift() ?? Promise.resolve('loaded too often'))
    await expect(load()).rejects.toThrow('no connection')
    await expect(load()).resolves.toBe('texts')
    await expect(load()).resolves.toBe('texts')
  })
})
