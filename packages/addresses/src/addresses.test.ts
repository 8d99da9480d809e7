import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COUNTRIES } from '@tradewind/kernel'
import { ADDRESS_PARTS, isLatin, type PostalAddress } from './address.ts'
import { checkedAddress } from './check.ts'
import { phoneText, readPhone } from './phones.ts'
import { unreadableAbroad } from './latin.ts'
import { addressLines, labelCity, labelLines, ownScriptLines } from './print.ts'
import { findRegion, regionName, regionOfPostcode, regionsOf } from './regions.ts'
import { shapeOf } from './shapes.ts'
import { tidyAddress, tidyPostcode, type WrittenAddress } from './tidy.ts'

const tidy = async (input: WrittenAddress) => tidyAddress(input, await regionsOf(input.country))
const kept = async (input: WrittenAddress) => (await tidy(input)).address

const NEW_YORK = {
  name: 'Dana Reyes',
  line1: '350 5th Ave',
  city: 'New York',
  region: 'NY',
  postcode: '10118',
  country: 'US',
}
const TOKYO = {
  name: '東京の買い手',
  line1: '千代田1-1',
  line2: '101号室',
  city: '千代田区',
  region: '東京都',
  postcode: '1000001',
  country: 'JP',
}

describe('the shape of a country', () => {
  it('holds every part that is required once, and examples that fit', () => {
    for (const country of COUNTRIES) {
      const { rows, required, postcode, format, latinFormat } = shapeOf(country)
      const parts = rows.flat()
      expect(new Set(parts).size, country).toBe(parts.length)
      for (const part of required) expect(parts, country).toContain(part)
      for (const example of postcode?.examples ?? []) expect(example, country).toMatch(postcode!.pattern)
      const letters = (text: string) => [...text.matchAll(/%[A-Z]/g)].map(([letter]) => letter).sort()
      expect(letters(latinFormat), country).toEqual(letters(format))
    }
  })

  it('orders and names the fields as people there know them', () => {
    const order = (country: string) =>
      shapeOf(country)
        .rows.map((row) => row.join(' '))
        .join(', ')
    expect(order('DE')).toBe('name, company, line1, line2, postcode city, phone')
    expect(order('JP')).toBe('name, company, postcode region, city, line1, line2, phone')
    expect(order('US')).toBe('name, company, line1, line2, city, region postcode, phone')
    expect(order('CN')).toBe('name, company, region city, district, line1, line2, postcode, phone')
    expect(order('BR')).toBe('name, company, postcode, line1, line2, district, city region, phone')
    expect(order('AE')).toBe('name, company, line1, line2, city, region, phone')
    expect(shapeOf('JP').labels.region).toBe('address.prefecture')
    expect(shapeOf('IN').labels.postcode).toBe('address.pin')
    expect(shapeOf('AU').labels.city).toBe('address.suburb')
  })
})

describe('regions', () => {
  it('are found by code and by name in both scripts, in old writings too', async () => {
    const found = async (country: string, text: string) => findRegion(await regionsOf(country), text)?.code
    expect(await found('JP', '東京都')).toBe('JP-13')
    expect(await found('JP', '東京')).toBe('JP-13')
    expect(await found('JP', 'tokyo')).toBe('JP-13')
    expect(await found('JP', 'JP-13')).toBe('JP-13')
    expect(await found('US', 'NY')).toBe('US-NY')
    expect(await found('US', 'New')).toBeUndefined()
    expect(await found('BR', 'Sao Paulo')).toBe('BR-SP')
    expect(await found('CN', '广西')).toBe('CN-GX')
    expect(await found('KR', '서울')).toBe('KR-11')
    expect(await found('AE', 'دبي')).toBe('AE-DU')
    expect(await found('TH', 'bangkok')).toBe('TH-10')
    expect(await found('ID', '')).toBeUndefined()
  })

  it('are read in their own script by those who can, and follow from a postcode', async () => {
    const tokyo = findRegion(await regionsOf('JP'), '13')!
    expect([regionName(tokyo, 'ja'), regionName(tokyo, 'de')]).toEqual(['東京都', 'Tokyo (東京都)'])
    expect(regionOfPostcode(await regionsOf('US'), '10118')?.code).toBe('US-NY')
    expect(regionOfPostcode(await regionsOf('JP'), '542-0076')?.name).toBe('大阪府')
    expect(regionOfPostcode(await regionsOf('US'), '')).toBeUndefined()
  })
})

describe('an address as it was written', () => {
  it('is kept as its country writes it', async () => {
    expect(await kept(NEW_YORK)).toEqual({ ...NEW_YORK, region: 'New York', regionCode: 'US-NY' })
    expect(await kept(TOKYO)).toEqual({ ...TOKYO, postcode: '100-0001', regionCode: 'JP-13' })
    const romaji = { ...TOKYO, line1: 'Chiyoda 1-1', line2: 'Room 101', city: 'Chiyoda-ku' }
    expect(await kept(romaji)).toMatchObject({ region: 'Tokyo', regionCode: 'JP-13' })
    expect(await kept(await kept(TOKYO))).toEqual(await kept(TOKYO))
  })

  it('needs what its country needs, and tells the part', async () => {
    expect((await tidy({ ...NEW_YORK, region: '', postcode: '1234' })).faults).toEqual({
      region: 'platform.required',
      postcode: 'platform.invalid-format',
    })
    expect((await tidy({ ...NEW_YORK, region: 'Bavaria' })).faults).toEqual({
      region: 'platform.not-allowed',
    })
    await expect(
      checkedAddress({ country: 'DE', name: 'A', line1: 'B', phone: '12' }, 'address'),
    ).rejects.toMatchObject({
      status: 400,
      fields: [
        { path: 'address.city', code: 'platform.required' },
        { path: 'address.postcode', code: 'platform.required' },
        { path: 'address.phone', code: 'platform.invalid-format' },
      ],
    })
  })

  it('has a city even where addresses know none', async () => {
    expect(await kept({ name: 'A', line1: 'B', postcode: '546080', country: 'SG' })).toMatchObject({
      city: 'Singapore',
    })
    const dubai = await kept({ name: 'Noor', line1: 'Street 1', region: 'AE-DU', country: 'AE' })
    expect(dubai).toMatchObject({ city: 'Dubai', region: 'Dubai' })
    expect(addressLines(dubai, 'en')).toEqual(['Noor', 'Street 1', 'Dubai', 'United Arab Emirates'])
  })

  it('takes postcodes as people type them', () => {
    const typed = (country: string, text: string) => tidyPostcode(text, shapeOf(country))
    expect(typed('GB', 'sw1a1aa')).toBe('SW1A 1AA')
    expect(typed('GB', 'm2 5bq')).toBe('M2 5BQ')
    expect(typed('JP', '１００－０００１')).toBe('100-0001')
    expect(typed('BR', '01310100')).toBe('01310-100')
    expect(typed('US', '101181234')).toBe('10118-1234')
    expect(typed('DE', 'D-10115')).toBe('10115')
    expect(typed('EG', '١١٥١١')).toBe('11511')
    expect(typed('TH', '๑๐๒๐๐')).toBe('10200')
    expect(typed('CA', 'k1a0b1')).toBe('K1A 0B1')
    expect(typed('NL', '1012ab')).toBe('1012 AB')
    expect(typed('DE', '1011')).toBeUndefined()
    expect(typed('FR', '7500A')).toBeUndefined()
    expect(typed('AE', '123')).toBe('123')
  })
})

describe('on a parcel', () => {
  it('stand the lines in the order of the country', async () => {
    expect(addressLines(await kept(NEW_YORK), 'en').slice(1)).toEqual([
      '350 5th Ave',
      'New York, NY 10118',
      'United States',
    ])
    expect(addressLines(await kept(TOKYO), 'ja')).toEqual([
      '〒100-0001',
      '東京都千代田区',
      '千代田1-1',
      '101号室',
      '東京の買い手',
      '日本',
    ])
    const romaji = { ...TOKYO, name: 'Kaito Mori', line1: '1-1 Chiyoda', line2: '', city: 'Chiyoda-ku' }
    expect(labelLines(await kept(romaji), 'DE')).toEqual([
      'Kaito Mori',
      '1-1 Chiyoda',
      'Chiyoda-ku, Tokyo 100-0001',
      'JAPAN',
    ])
    expect(labelLines(await kept(romaji), 'JP')).not.toContain('JAPAN')
  })

  it('leave no gap where a part is missing', () => {
    const lines = (address: PostalAddress) => addressLines(address, 'en').slice(2, -1)
    expect(lines({ ...NEW_YORK, region: undefined })).toEqual(['New York 10118'])
    expect(lines({ ...NEW_YORK, postcode: undefined })).toEqual(['New York, NY'])
    const rio = {
      name: 'A',
      line1: 'B',
      city: 'Rio',
      region: 'Rio de Janeiro',
      regionCode: 'BR-RJ',
      country: 'BR',
    }
    expect(lines(rio)).toEqual(['Rio-RJ'])
  })

  it('say what stands where the country has no place for it', () => {
    const bavarian = {
      name: 'A',
      line1: 'B',
      city: 'Ulm',
      postcode: '89073',
      region: 'Bayern',
      country: 'DE',
    }
    expect(addressLines(bavarian, 'de')).toEqual(['A', 'B', 'Bayern', '89073 Ulm', 'Deutschland'])
  })
})

describe('an address in another script', () => {
  const latin = { name: 'Kaimono Hanako', line1: 'Chiyoda 1-1', line2: 'Room 101', city: 'Chiyoda-ku' }

  it('is kept in Latin too, its prefecture by itself', async () => {
    const tokyo = await kept({ ...TOKYO, latin })
    expect(tokyo).toEqual({
      ...TOKYO,
      postcode: '100-0001',
      regionCode: 'JP-13',
      latin: { ...latin, region: 'Tokyo' },
    })
    expect(await kept(tokyo)).toEqual(tokyo)
    const dubai = { name: 'نور', line1: 'شارع ١', region: 'AE-DU', country: 'AE' }
    const { address } = await tidy({ ...dubai, latin: { name: 'Noor', line1: 'Ｓｔｒｅｅｔ ١' } })
    expect(address.latin).toEqual({ name: 'Noor', line1: 'Street 1', city: 'Dubai', region: 'Dubai' })
  })

  it('leaves with a carrier abroad in Latin, its own script beneath; at home in its own alone', async () => {
    const tokyo = await kept({ ...TOKYO, latin })
    expect([labelCity(tokyo, 'DE'), labelCity(tokyo), labelCity(tokyo, 'JP')]).toEqual([
      'Chiyoda-ku',
      'Chiyoda-ku',
      tokyo.city,
    ])
    expect(labelLines(tokyo, 'DE')).toEqual([
      'Kaimono Hanako',
      'Chiyoda 1-1',
      'Room 101',
      'Chiyoda-ku, Tokyo 100-0001',
      'JAPAN',
    ])
    expect(ownScriptLines(tokyo, 'DE')).toEqual(addressLines(tokyo, 'ja').slice(0, -1))
    expect(labelLines(tokyo, 'JP')).toEqual(addressLines(tokyo, 'ja').slice(0, -1))
    expect(ownScriptLines(tokyo, 'JP')).toEqual([])
    expect(addressLines(tokyo, 'en')).toEqual(addressLines(await kept(TOKYO), 'en'))

    const named = await kept({ ...NEW_YORK, name: 'Иван', latin: { name: 'Ivan' } })
    expect([labelLines(named, 'DE')[0], ownScriptLines(named, 'DE')]).toEqual(['Ivan', ['Иван']])
  })

  it('goes as it stands where nobody wrote it in Latin, as older ones do', async () => {
    const tokyo = await kept(TOKYO)
    expect(labelLines(tokyo, 'DE')).toEqual([...addressLines(tokyo, 'ja').slice(0, -1), 'JAPAN'])
    expect(ownScriptLines(tokyo, 'DE')).toEqual([])
    expect(Object.keys(unreadableAbroad(tokyo))).toEqual([
      'latin.name',
      'latin.line1',
      'latin.line2',
      'latin.city',
    ])
    expect(unreadableAbroad(await kept({ ...TOKYO, latin }))).toEqual({})
    expect(unreadableAbroad(await kept({ ...NEW_YORK, name: 'Leilani Kaʻahu, Łódź Ñandú' }))).toEqual({})
  })

  it('is in Latin as a whole or not at all, and what is Latin anyway is not written twice', async () => {
    expect((await tidy({ ...TOKYO, latin: { name: '東京', line1: 'Chiyoda 1-1' } })).faults).toEqual({
      'latin.name': 'platform.not-latin',
      'latin.line2': 'platform.latin-required',
      'latin.city': 'platform.latin-required',
    })
    expect(await kept({ ...NEW_YORK, latin: { name: 'Another', line1: 'Elsewhere 1' } })).toEqual(
      await kept(NEW_YORK),
    )
    await expect(checkedAddress({ ...TOKYO, latin: { name: 'Hanako' } }, 'address')).rejects.toMatchObject({
      fields: [{ path: 'address.latin.line1' }, {}, {}],
    })
  })

  it('has a Latin name for each region', async () => {
    for (const country of COUNTRIES)
      for (const { name, latin: written, code } of await regionsOf(country))
        expect(isLatin(written ?? name), code).toBe(true)
  })
})

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => `w${text.trim()}`)
const japanese = fc.string({
  unit: fc.constantFrom(...'東京大阪千代田区丁目番地'),
  minLength: 2,
  maxLength: 8,
})
const writing = fc
  .oneof(word, japanese)
  .chain(() => fc.oneof(fc.constant(word), fc.constant(japanese)))
  .chain((text) =>
    fc.record(
      {
        name: text,
        company: text,
        line1: text,
        line2: text,
        district: text,
        city: text,
        region: text,
        postcode: text,
        country: fc.constantFrom(...COUNTRIES),
      },
      { requiredKeys: ['name', 'line1', 'city', 'country'] },
    ),
  )

describe('printing', () => {
  it('loses nothing of an address that was kept, whatever its country and script', async () => {
    await fc.assert(
      fc.asyncProperty(writing, fc.nat(), async (written, pick) => {
        const regions = await regionsOf(written.country)
        const region = regions[pick % Math.max(1, regions.length)]
        const { postcode: shape } = shapeOf(written.country)
        const address = await kept({
          ...written,
          ...(region && { region: region.code }),
          ...(shape && { postcode: shape.examples[0] }),
        })
        const lines = addressLines(address, 'en')
        const { codePrinted } = shapeOf(address.country)
        for (const part of ADDRESS_PARTS) {
          const text = part === 'region' && codePrinted ? address.regionCode?.slice(3) : address[part]
          if (text !== undefined) expect(lines.join('\n')).toContain(text)
        }
        expect(lines).toEqual(addressLines(await kept(address), 'en'))
      }),
      { numRuns: 400 },
    )
  })
})

describe('a telephone number', () => {
  it('is read as it is dialled in the country, and kept as E.164', () => {
    expect(readPhone('030 123456', 'DE')).toBe('+4930123456')
    expect(readPhone('(212) 555-0100', 'US')).toBe('+12125550100')
    expect(readPhone('090-1234-5678', 'JP')).toBe('+819012345678')
    expect(readPhone('０９０－１２３４－５６７８', 'JP')).toBe('+819012345678')
    expect(readPhone('0049 30 123456', 'FR')).toBe('+4930123456')
    expect(readPhone('+62 811 234567', 'DE')).toBe('+62811234567')
    expect(readPhone('٠٥٠ ١٢٣ ٤٥٦٧', 'AE')).toBe('+971501234567')
    expect(readPhone('12', 'DE')).toBeUndefined()
    expect(readPhone('call me', 'DE')).toBeUndefined()
  })

  it('is shown as it is dialled at home, and with its country code abroad', () => {
    expect(phoneText('+819012345678', 'JP')).toBe('090-1234-5678')
    expect(phoneText('+819012345678', 'DE')).toBe('+81 90 1234 5678')
    expect(phoneText('+4930123456')).toBe('+49 30 123456')
    expect(phoneText('not a number')).toBe('not a number')
  })
})
