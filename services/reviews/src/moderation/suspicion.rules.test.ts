import { describe, expect, it } from 'vitest'
import { suspicionOf } from './suspicion.rules.ts'

describe('a text', () => {
  it.each([
    ['Cheaper at https://elsewhere.example/cup', 'link'],
    ['看 www.bieder.cn 更便宜', 'link'],
    ['besser bei anderswo.shop gekauft', 'link'],
    ['write to me: potter@example.com', 'address'],
    ['potter (at) example', 'address'],
    ['WhatsApp +49 170 123 45 67', 'number'],
    ['اتصل ٠١٢٣ ٤٥٦ ٧٨٩', 'number'],
    ['โทร ๐๘๑-๒๓๔-๕๖๗๘', 'number'],
  ] as const)('that leads around the mall is looked at first: %s', (text, why) => {
    expect(suspicionOf('', text)).toBe(why)
  })

  it.each([
    'The glaze is even. Holds 250 ml, 8.5 cm high, 320 g.',
    'Arrived on 2026-11-22 after 5 days.',
    'Bought 2 in 2025 and 3 more in 2026...great',
    '很好用，颜色和图片一样。',
    'Sehr schön.Danke an den Laden!',
  ])('about the goods is not: %s', (text) => {
    expect(suspicionOf(text)).toBeNull()
  })
})
