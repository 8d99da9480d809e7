import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customsIdKind, maskCustomsId, tidyCustomsId, type CustomsIdKind } from './customs-id.ts'

/** Numbers that authorities and textbooks print as examples, and none of any person. */
const GOOD: Record<CustomsIdKind, string[]> = {
  'kr-pccc': ['P123123123123'],
  'cn-resident': ['11010519491231002X', '11010519491231002x'],
  'tw-id': ['A123456789'],
  'br-cpf': ['529.982.247-25', '111.444.777-35'],
  'br-cnpj': ['11.222.333/0001-81', '12.ABC.345/01DE-35'],
  'tr-tckn': ['10000000146', '17291716060'],
  'ru-inn': ['500100732259'],
  'id-nik': ['3171014107900001'],
  'cl-rut': ['12.345.678-5', '76.086.428-5'],
  'mx-rfc': ['MAB-930714-8T4', 'GODE561231GR8', 'SAT970701NN3'],
  'mx-curp': ['BOXW310820HNERXN09'],
  'za-id': ['800101 5009 087', '7503305044089'],
  passport: ['L898902C3', 'D23145890'],
}
const isGood = (kind: CustomsIdKind, text: string) => customsIdKind([kind], tidyCustomsId(text)) === kind
const CHECKED = [
  'cn-resident',
  'tw-id',
  'br-cpf',
  'br-cnpj',
  'tr-tckn',
  'ru-inn',
  'cl-rut',
  'mx-rfc',
  'za-id',
] as const

describe('a customs identity', () => {
  it.each(Object.keys(GOOD) as CustomsIdKind[])('%s takes what is printed as its example', (kind) => {
    const [first = ''] = GOOD[kind]
    expect(isGood(kind, first)).toBe(true)
    expect(isGood(kind, ` ${first.toLowerCase()} `)).toBe(true)
    expect(isGood(kind, `${first}0`)).toBe(false)
    // Countries number passports as they please, within nine characters.
    if (kind !== 'passport') expect(isGood(kind, first.slice(1))).toBe(false)
  })

  it('is a passport of whoever has no number of the country, never a number of it with a slip', () => {
    const kinds = ['za-id', 'passport'] as const
    expect(customsIdKind(kinds, '8001015009087')).toBe('za-id')
    expect(customsIdKind(kinds, 'L898902C3')).toBe('passport')
    for (const slip of ['8001015009088', '800101500908', 'PASSPORT', 'L8989'])
      expect(customsIdKind(kinds, slip)).toBeUndefined()
  })

  // Taiwan's weights share factors with 10 and let some slips through.
  it.each(CHECKED.filter((kind) => kind !== 'tw-id'))('%s refuses every slip of one digit', (kind) => {
    const numbers = fc.constantFrom(...GOOD[kind].map(tidyCustomsId).filter((number) => isGood(kind, number)))
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const at = place % number.length
        fc.pre(/\d/.test(number.charAt(at)))
        const slip = String((Number(number.charAt(at)) + by) % 10)
        const slipped = number.slice(0, at) + slip + number.slice(at + 1)
        expect(isGood(kind, slipped)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  // In South Africa's, what stands before the check is no serial.
  it.each(CHECKED.filter((kind) => kind !== 'za-id'))('%s has exactly one check for every body', (kind) => {
    const [example = ''] = GOOD[kind].map(tidyCustomsId)
    const ends = kind === 'br-cpf' || kind === 'br-cnpj' || kind === 'tr-tckn' || kind === 'ru-inn' ? 2 : 1
    const checks =
      ends === 2
        ? Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))
        : [...'0123456789XKA']
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 998 }), (serial) => {
        const length = example.length - ends
        const body = example.slice(0, length - 3) + String(serial)
        expect(checks.filter((check) => isGood(kind, body + check))).toHaveLength(1)
      }),
      { numRuns: 60 },
    )
  })

  it('is of the kind whose shape it has, where a country knows several', () => {
    expect(customsIdKind(['br-cpf', 'br-cnpj'], '11222333000181')).toBe('br-cnpj')
    expect(customsIdKind(['br-cpf', 'br-cnpj'], '00000000000')).toBeUndefined()
    expect(isGood('cn-resident', '110105194902310026')).toBe(false)
    expect(isGood('id-nik', '3171013113900001')).toBe(false)
    // A day of 41 to 71 is a woman's; beyond them there is none.
    expect(isGood('id-nik', '3171017107900001')).toBe(true)
    for (const day of ['40', '72', '81', '85', '99'])
      expect(isGood('id-nik', `317101${day}07900001`)).toBe(false)
  })

  it('names a day that there is, and one person: what stands for anybody in Mexico is refused', () => {
    for (const number of ['MAB9313148T4', 'XAXX010101000', 'XEXX010101000'])
      expect(isGood('mx-rfc', number)).toBe(false)
    for (const number of ['BOXW310820HNERXN08', 'BOXW310230HNERXN09', 'BOXW310820ZNERXN09'])
      expect(isGood('mx-curp', number)).toBe(false)
    for (const number of ['8013015009087', '8001015009387', '8001015009088'])
      expect(isGood('za-id', number)).toBe(false)
  })

  it('takes any text without failing, and shows no more than three characters of a number', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const kind of CHECKED) expect(typeof isGood(kind, text)).toBe('boolean')
      }),
    )
    expect(maskCustomsId('P123456789012')).toBe('••••••••••012')
  })
})
