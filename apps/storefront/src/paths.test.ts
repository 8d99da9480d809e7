import { describe, expect, it } from 'vitest'
import { inLanguage, isInternal, pathsIn } from './paths.ts'

describe('addresses of the mall', () => {
  const paths = pathsIn('de')

  it('begin with the language, and name things by slug', () => {
    expect(paths.home).toBe('/de')
    expect(paths.product('gruener-tee')).toBe('/de/p/gruener-tee')
    expect(paths.product('煎茶')).toBe(`/de/p/${encodeURIComponent('煎茶')}`)
  })

  it('leave out what is not chosen, and repeat what is chosen twice', () => {
    expect(paths.search({ q: 'tee', sort: undefined, f: ['material:clay', 'material:glass'] })).toBe(
      '/de/search?q=tee&f=material%3Aclay&f=material%3Aglass',
    )
    expect(paths.logIn()).toBe('/de/log-in')
  })

  it('write a space as forms do, and take no broken half of a character', () => {
    expect(paths.search({ q: 'grüner tee \u{d83d}' })).toBe('/de/search?q=gr%C3%BCner+tee+%EF%BF%BD')
  })

  it('change language in the first part only', () => {
    expect(inLanguage('/de/search?q=/de/', 'ar')).toBe('/ar/search?q=/de/')
    expect(inLanguage('/de', 'zh-TW')).toBe('/zh-TW')
  })

  it('give content its language unless it names one or leaves the mall', () => {
    expect(paths.content('/c/tea')).toBe('/de/c/tea')
    expect(paths.content('/')).toBe('/de')
    expect(paths.content('/fr/c/tea')).toBe('/fr/c/tea')
    expect(paths.content('https://example.com')).toBe('https://example.com')
  })

  it('never lead away after a log-in', () => {
    expect(isInternal('/de/cart?a=b')).toBe(true)
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '',
      null,
    ])
      expect(isInternal(to)).toBe(false)
  })
})
