import { LOCALES, money } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { readTexts } from './files.ts'
import { precompile } from './precompile.ts'
import { createTranslator, type Catalogue, type Message } from './translator.ts'

const catalogue: Catalogue = {
  en: {
    'cart.empty': 'Your cart is empty',
    'cart.items': '{count, plural, =0 {nothing} one {# item} other {# items}}',
    'cart.greeting': 'Hello {name}',
    'cart.total': 'Total {total}',
    'cart.ordered': 'Ordered {at, date, long} at {at, time, short}',
    'cart.state': '{paid, select, true {paid} other {open}}',
    'cart.terms': 'By ordering you accept our <link>terms of {name}</link>.',
    'cart.quoted': "It's {name}'s '{'cart'}'",
  },
  ru: { 'cart.items': '{count, plural, one {# товар} few {# товара} many {# товаров} other {# товара}}' },
  ar: { 'cart.greeting': 'مرحبًا {name}', 'cart.total': 'المجموع {total}' },
}

describe('a translator', () => {
  const t = createTranslator('en', catalogue)

  it('writes texts with their params', () => {
    expect(t('cart.empty')).toBe('Your cart is empty')
    expect(t('cart.greeting', { name: 'Mia' })).toBe('Hello Mia')
    expect(t('cart.state', { paid: true })).toBe('paid')
    expect(t('cart.quoted', { name: 'Mia' })).toBe("It's Mia's {cart}")
    expect(t.locale).toBe('en')
  })

  it.each([
    [0, 'nothing', '0 товаров'],
    [1, '1 item', '1 товар'],
    [3, '3 items', '3 товара'],
    [1234, '1,234 items', '1 234 товара'],
    [1.5, '1.5 items', '1,5 товара'],
  ])('counts %d as its language does', (count, english, russian) => {
    const plain = createTranslator('ru', catalogue)('cart.items', { count }).replace(/\s/g, ' ')
    expect([t('cart.items', { count }), plain]).toEqual([english, russian])
  })

  it('falls back to English, in the grammar of English', () => {
    expect(createTranslator('ru', catalogue)('cart.empty')).toBe('Your cart is empty')
    expect(createTranslator('ar', catalogue)('cart.items', { count: 2 })).toBe('2 items')
    expect(createTranslator('zh-TW', { 'zh-CN': { 'cart.empty': '购物车是空的' } }).has('cart.empty')).toBe(
      false,
    )
  })

  it('writes money and dates in the notation of the reader', () => {
    const at = '2026-11-22T20:05:00Z'
    expect(t('cart.total', { total: money(123450, 'EUR') })).toBe('Total €1,234.50')
    expect(t('cart.ordered', { at })).toBe(t('cart.ordered', { at: new Date(at) }))
    expect(t('cart.ordered', { at }).replace(/\s/g, ' ')).toBe('Ordered November 22, 2026 at 8:05 PM')
    expect(createTranslator('en', catalogue, { timeZone: 'Asia/Seoul' })('cart.ordered', { at })).toMatch(
      /23, 2026/,
    )
    expect(t('cart.greeting', { name: new Date(at) })).toBe('Hello Nov 22, 2026')
  })

  it('isolates foreign words in a right-to-left text', () => {
    const arabic = createTranslator('ar', catalogue)
    expect(arabic('cart.greeting', { name: 'SKU-1' })).toBe('مرحبًا \u2068SKU-1\u2069')
    expect(arabic('cart.total', { total: money(5, 'JPY') })).toMatch(/\u2068.*5.*\u2069$/)
  })

  it('isolates right-to-left words in every other text', () => {
    expect(t('cart.greeting', { name: 'مشترية' })).toBe('Hello \u2068مشترية\u2069')
    expect(t('cart.greeting', { name: '东京 Mia 1' })).toBe('Hello 东京 Mia 1')
  })

  it('hands tags over to the front, or drops them', () => {
    expect(t('cart.terms', { name: 'Mia' })).toBe('By ordering you accept our terms of Mia.')
    expect(t.rich('cart.terms', { name: 'Mia' })).toEqual([
      'By ordering you accept our ',
      { tag: 'link', text: 'terms of Mia' },
      '.',
    ])
  })

  it('throws under test on what production shows as the bare key', () => {
    const lenient = createTranslator('en', catalogue, { strict: false })
    expect(() => t('cart.lost')).toThrow('cannot write cart.lost in en')
    expect(() => t('cart.greeting')).toThrow('cannot write cart.greeting in en')
    expect(() => t('constructor')).toThrow()
    expect(lenient('cart.lost')).toBe('cart.lost')
    expect(lenient('cart.greeting')).toBe('cart.greeting')
    expect([t.has('cart.empty'), t.has('cart.lost'), t.has('toString')]).toEqual([true, false, false])
  })
})

describe('messages parsed at build time', () => {
  const inTransit = (message: Message): Message => JSON.parse(JSON.stringify(message))
  const params = {
    count: 21,
    at: '2026-11-22T00:00:00Z',
    name: 'Mia',
    amount: '250',
    total: money(1, 'EUR'),
    paid: false,
  }

  it.each(LOCALES)('read the same as those parsed on the spot: %s', (locale) => {
    const texts = { ...catalogue.en, ...readTexts('common', locale) } as Record<string, string>
    const compiled = Object.fromEntries(
      Object.entries(texts).map(([key, message]) => [key, inTransit(precompile(message, locale))]),
    )
    const [spot, ahead] = [
      createTranslator(locale, { [locale]: texts }),
      createTranslator(locale, { [locale]: compiled }),
    ]
    for (const key of Object.keys(texts)) expect(ahead.rich(key, params)).toEqual(spot.rich(key, params))
  })

  it('stay strings while there is nothing to fill in, so that they stay short', () => {
    expect(precompile('Save', 'en')).toBe('Save')
    expect(precompile("Don't", 'en')).toEqual([{ type: 0, value: "Don't" }])
    expect(precompile("Use '{'braces'}'", 'en')).toEqual([{ type: 0, value: 'Use {braces}' }])
    expect(() => precompile('{count', 'en')).toThrow(SyntaxError)
  })
})
