import { describe, expect, it } from 'vitest'
import { formatDate, formatDateTime, formatNumber } from './format.ts'
import {
  directionOf,
  fallbackChain,
  isLocale,
  LOCALE_NAMES,
  LOCALES,
  negotiateLocale,
  type Locale,
} from './locale.ts'

describe('languages', () => {
  it('are seventeen, each with its own name, and only Arabic from right to left', () => {
    expect(LOCALES).toHaveLength(17)
    expect(Object.keys(LOCALE_NAMES).toSorted()).toEqual([...LOCALES].toSorted())
    expect(LOCALES.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar'])
    expect([isLocale('pt'), isLocale('pt-BR'), isLocale('zh'), isLocale('toString')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('fall back to English, never to a neighbour', () => {
    expect(fallbackChain('zh-TW')).toEqual(['zh-TW', 'en'])
    expect(fallbackChain('ms')).toEqual(['ms', 'en'])
    expect(fallbackChain('en')).toEqual(['en'])
  })

  it.each<[string | undefined, Locale]>([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.5, ja', 'ja'],
    ['sw, fr-CA;q=0.7, en;q=0.3', 'fr'],
    ['de;q=0, en', 'en'],
    ['zh', 'zh-CN'],
    ['zh-Hant', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh_TW', 'zh-TW'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['PT-br', 'pt'],
    ['in-ID', 'id'],
    ['constructor, ko', 'ko'],
    ['de;q=abc, it;q=0.1', 'it'],
  ])('are negotiated: %j → %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale)
  })

  it('fall to the given language when nothing matches', () => {
    expect(negotiateLocale('sw', 'th')).toBe('th')
  })
})

describe('dates and numbers', () => {
  const noon = new Date('2026-11-22T12:30:00Z')

  it('are Gregorian and in Latin digits everywhere', () => {
    for (const locale of LOCALES) {
      expect(formatDate(noon, locale)).toMatch(/2026/)
      expect(formatDateTime(noon, locale)).toMatch(/12[:.]30/)
      expect(formatNumber(1234567.5, locale)).toMatch(/^1\D234\D567\D5$/)
    }
  })

  it('are shown in the zone asked for, UTC otherwise', () => {
    expect(formatDate('2026-11-22T20:00:00Z', 'en')).toBe('Nov 22, 2026')
    expect(formatDate('2026-11-22T20:00:00Z', 'en', { timeZone: 'Asia/Seoul' })).toBe('Nov 23, 2026')
    expect(formatDate(noon, 'de', { style: 'long' })).toBe('22. November 2026')
    expect(() => formatDate('yesterday', 'en')).toThrow(RangeError)
  })

  it('take the options of numbers', () => {
    expect(formatNumber(0.25, 'en', { style: 'percent' })).toBe('25%')
    expect(formatNumber(1500, 'en', { style: 'unit', unit: 'gram' })).toBe('1,500 g')
  })
})
