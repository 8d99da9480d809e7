import { LOCALES, type Locale } from '@tradewind/kernel'
import { describe, expect, it, vi } from 'vitest'
import { asHtml, asText, type Letter } from './letter.ts'
import type { OrderMail } from './order-letters.ts'

const price = { minor: 1_234, currency: 'EUR' }
const line = {
  quantity: 2,
  name: '茶碗',
  options: [{ key: 'glaze', name: '釉薬', value: '灰' }],
  gross: price,
  net: price,
}
const parcel = { carrier: '郵便', trackingNumber: '0012' }

const address = {
  name: '花子',
  line1: '千代田1-1',
  city: '千代田区',
  region: '東京都',
  postcode: '100-0001',
  country: 'JP',
}

/** Every letter in a language, of an order whose own words are Japanese. */
async function lettersIn(locale: Locale): Promise<Letter[]> {
  const letters = await import('./order-letters.ts')
  const { accountLetter, answeredLetter, applicationLetter, newsLetter } = await import('./people-letters.ts')
  const order = {
    number: '1001',
    locale,
    market: 'JP',
    placedAt: '2026-04-01T09:00:00.000Z',
    address,
    stores: [
      {
        id: 'sub_1',
        storeName: '霧雨',
        lines: [line],
        shippingMethod: '船便',
        shipping: price,
        parcels: [parcel],
      },
    ],
    duty: price,
    tax: price,
    total: price,
    dueAtDelivery: price,
    taxIncluded: true,
  } as unknown as OrderMail['order']
  const mall = { name: '港屋', url: 'https://mall.example' }
  const mail = { order, mall, url: 'https://mall.example/1' }
  const account = { userId: 'usr_1', email: 'a@example.com', name: '花子', locale, token: 'abc' }
  const decided = {
    applicationId: 'apl_1',
    applicantId: 'usr_1',
    storeId: 'sto_1',
    storeName: '霧雨',
    reason: '書類',
  }
  return [
    letters.orderConfirmed(mail),
    letters.orderConfirmed({ ...mail, order: { ...order, taxIncluded: false } }),
    letters.orderShipped(mail, 'sub_1'),
    letters.orderEnded(mail),
    letters.refunded(mail, price),
    letters.returnDecided(mail, 'accepted'),
    letters.returnDecided(mail, 'rejected'),
    ...[
      ...(['welcome', 'already-registered', 'reset', 'password-changed', 'codes-renewed'] as const).map(
        (kind) => ({
          kind,
        }),
      ),
      { kind: 'new-browser' as const, device: '狐 · 窓' },
      ...[0, 1, 3].map((codesLeft) => ({ kind: 'code-spent' as const, codesLeft })),
      ...(['totp', 'passkey', 'issuer'] as const).flatMap((factor) =>
        (['factor-added', 'factor-removed'] as const).map((kind) => ({ kind, factor, factorName: '鍵' })),
      ),
    ].map((news) => accountLetter({ ...account, ...news }, mall)),
    accountLetter({ ...account, kind: 'store-left' }, mall, { ja: '霧雨' }),
    ...[true, false].map((approved) =>
      applicationLetter(
        { ...decided, approved } as Parameters<typeof applicationLetter>[0],
        '花子',
        locale,
        mall,
      ),
    ),
    answeredLetter(
      {
        postId: 'rev_1',
        kind: 'review',
        authorId: 'usr_1',
        locale,
        storeName: '霧雨',
        product: { name: '月の湯のみ', slug: 'moon' },
      },
      '花子',
      mall,
    ),
    newsLetter(
      {
        userId: 'usr_1',
        unsubscribeToken: 'abc',
        stores: [
          { slug: 'mist', name: { ja: '霧雨' }, products: [{ ja: '月の湯のみ' }], productCount: 1 },
          { slug: 'sea', name: { ja: '海' }, products: [{ ja: '皿' }], productCount: 1 },
        ],
      },
      '花子',
      locale,
      mall,
    ),
  ].filter((letter) => letter !== undefined)
}

describe('every mail', () => {
  it('says nothing that its language does not have: in pseudo-language all stands in brackets', async () => {
    // Texts are read once in a process, and other tests want the real ones.
    vi.resetModules()
    vi.stubEnv('TRADEWIND_PSEUDO', '1')
    const all = await lettersIn('en')
    vi.unstubAllEnvs()
    vi.resetModules()
    for (const letter of all) {
      const bare = (text: string) => text.replaceAll(/⟦[^⟧]*⟧|https:\S+|<[^>]*>|\bJapan\b/gi, '')
      expect(bare(asText(letter)).match(/[a-z]{2,}/gi) ?? [], letter.subject).toEqual([])
      expect(bare(asHtml(letter)).match(/[a-z]{2,}/gi) ?? [], letter.subject).toEqual([])
      expect(asHtml(letter)).toContain('>港屋</p>')
    }
  })

  it('never says that nothing need be done where it asks for a new password', async () => {
    const { accountLetter } = await import('./people-letters.ts')
    const account = {
      email: 'a@example.com',
      name: '花子',
      locale: 'en',
      kind: 'code-spent',
      codesLeft: 2,
    } as const
    const text = asText(accountLetter(account, { name: 'Tradewind', url: 'https://mall.example' }))
    expect(text).toContain('2 are left')
    expect(text).toContain('If this was not you, choose a new password now')
    expect(text).not.toContain('nothing needs to be done')
  })

  it.each(LOCALES)('is whole in %s: no key shows, nothing is left to fill in', async (locale) => {
    for (const letter of await lettersIn(locale)) {
      const text = asText(letter).replaceAll(/https:\S+/g, '')
      expect(text).not.toMatch(/\bmail\.[a-z]|[{}]|\bundefined\b|\bnull\b/)
      expect(asHtml(letter)).toContain(`lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"`)
    }
  })
})
