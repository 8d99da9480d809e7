import { expect, it } from 'vitest'
import { asHtml, asText } from './letter.ts'

it('shows where something goes line by line, whatever is written there', () => {
  const letter = {
    locale: 'ar' as const,
    subject: 'شكرًا',
    paragraphs: [],
    address: { title: 'عنوان التسليم', lines: ['〒100-0001', '東京都千代田区', 'A <b> & Co'] },
    from: { name: 'Tradewind', url: 'https://mall.example' },
    footer: 'Tradewind',
  }
  expect(asText(letter)).toContain('عنوان التسليم\n  〒100-0001\n  東京都千代田区\n  A <b> & Co')
  expect(asHtml(letter)).toContain(
    '<bdi>〒100-0001</bdi><br><bdi>東京都千代田区</bdi><br><bdi>A &lt;b&gt; &amp; Co</bdi>',
  )
})

it('has a button in the brand’s colour, else in ours', () => {
  const action = { label: 'Look', url: 'https://mall.example/en/orders' }
  const letter = {
    locale: 'en' as const,
    subject: 'Sent',
    paragraphs: [],
    action,
    from: { name: 'Mall', url: 'https://mall.example' },
    footer: 'Mall',
  }
  const from = { ...letter.from, colour: '#b3261e' }
  expect(asHtml({ ...letter, from })).toContain('background:#b3261e;color:#fff')
  expect(asHtml(letter)).toContain('background:#1f4d46;color:#fff')
})
