import { LOCALES } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { checkMessages, type Texts } from './messages.ts'
import type { Rule } from './problem.ts'
import { checkUsage } from './usage.ts'

const plural = (...forms: string[]) => `{count, plural, ${forms.map((form) => `${form} {#}`).join(' ')}}`

/** Sound texts in every language, with one fault planted in one of them. */
const planted = (locale: keyof Texts, changes: Record<string, string | undefined>): Texts => {
  const sound = LOCALES.map((each) => {
    const forms = new Intl.PluralRules(each).resolvedOptions().pluralCategories
    const state = '{state, select, paid {p} other {o}}'
    return [
      each,
      {
        'cart.title': 'Cart',
        'cart.hello': 'Hi {name}',
        'cart.items': plural(...forms),
        'cart.state': state,
      },
    ]
  })
  const texts: Record<string, Record<string, string | undefined>> = Object.fromEntries(sound)
  return JSON.parse(JSON.stringify({ ...texts, [locale]: { ...texts[locale], ...changes } }))
}

const rulesBroken = (texts: Texts) =>
  checkMessages('storefront', texts).map(({ rule, file }) => `${rule} ${file}`)

describe('the check of messages', () => {
  it('passes sound texts', () => {
    expect(checkMessages('storefront', planted('de', {}))).toEqual([])
  })

  it.each<[Rule, keyof Texts, Record<string, string | undefined>]>([
    ['missing-key', 'de', { 'cart.title': undefined }],
    ['extra-key', 'de', { 'cart.other': 'Mehr' }],
    ['icu', 'de', { 'cart.hello': 'Hallo {name' }],
    ['icu', 'de', { 'cart.state': '{state, select, paid {p}}' }],
    ['icu', 'de', { 'cart.title': 'Ein <b>Korb' }],
    ['argument', 'de', { 'cart.title': 'Korb von {name}' }],
    ['argument', 'en', { 'cart.hello': 'Hello <name>{name}</name>' }],
    ['argument', 'de', { 'cart.items': '{count, selectordinal, other {#}}' }],
    ['argument', 'de', { 'cart.state': '{state, select, paid {p} open {o} other {o}}' }],
    ['plural', 'ar', { 'cart.items': plural('zero', 'one', 'two', 'few', 'other') }],
    ['plural', 'ru', { 'cart.items': plural('one', 'few', 'other') }],
    ['plural', 'fr', { 'cart.items': plural('one', 'other') }],
    ['plural', 'ja', { 'cart.items': plural('one', 'other') }],
    ['empty', 'de', { 'cart.title': ' ' }],
    ['untrimmed', 'de', { 'cart.title': 'Korb ' }],
    ['exclamation', 'en', { 'cart.title': 'Cart!' }],
    ['exclamation', 'zh-CN', { 'cart.title': '购物车！' }],
  ])('finds %s in %s: %j', (rule, locale, changes) => {
    expect(rulesBroken(planted(locale, changes))).toContain(`${rule} storefront/${locale}.json`)
  })

  it('finds a placeholder that a translation has lost or renamed', () => {
    const lost = checkMessages('storefront', planted('de', { 'cart.hello': 'Hallo {nahme}' }))
    expect(lost.map(({ detail }) => detail)).toEqual([
      'English uses {name, text}, this does not',
      'this uses {nahme, text}, English does not',
    ])
  })

  it('finds a key in the wrong form, and a language without a file', () => {
    const names = planted('en', { cartTitle: 'Cart' })
    expect(rulesBroken(names)).toContain('key-name storefront/en.json')
    expect(rulesBroken({ ...planted('de', {}), it: undefined })).toContain('missing-key storefront/it.json')
  })

  it('allows exact counts beside the forms of the language', () => {
    expect(rulesBroken(planted('en', { 'cart.items': plural('=0', 'one', 'other') }))).toEqual([])
  })
})

describe('the check of usage', () => {
  const keys = new Set(['cart.title', 'orders.sold-out', 'orders.status.paid'])
  const prefix = { prefix: 'orders.status.', reason: 'one key for each status' }
  const source = (text: string) => [{ path: 'apps/a.vue', text }]
  const used = source(
    `<p :title="t('cart.title')"> throw refused("orders.sold-out") t(\`orders.status.\${s}\`)`,
  )

  it('passes keys that code names, and prefixes with a reason', () => {
    expect(checkUsage(keys, used, [prefix])).toEqual([])
  })

  it('finds unused keys', () => {
    const problems = checkUsage(keys, used, [])
    expect(problems).toMatchObject([{ rule: 'unused-key', key: 'orders.status.paid' }])
  })

  it.each([
    `t('cart.lost')`,
    `t(\n  "cart.lost", { n })`,
    `t.rich('cart.lost')`,
    `translate(locale, 'cart.lost')`,
    `throw refused('cart.lost', { left })`,
    `notFound('cart.lost')`,
    `new AppError(422, 'cart.lost')`,
    `{ path: 'email', code: 'cart.lost' }`,
  ])('finds that there is no text for %s', (text) => {
    const problems = checkUsage(keys, [...used, ...source(text)], [prefix])
    expect(problems).toMatchObject([{ rule: 'unknown-key', file: 'apps/a.vue', key: 'cart.lost' }])
  })

  it('takes no other call or string for a key', () => {
    const text = `format('a.b') import x from 'node.x' const host = 'shop.example' at('x.y')`
    expect(checkUsage(keys, [...used, ...source(text)], [prefix])).toEqual([])
  })

  it.each([
    { prefix: 'nothing.', reason: 'left over' },
    { ...prefix, reason: ' ' },
  ])('finds the stale prefix %j', (one) => {
    expect(checkUsage(keys, used, [prefix, one])).toMatchObject([{ rule: 'stale-prefix', key: one.prefix }])
  })
})
