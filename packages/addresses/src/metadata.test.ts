import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { iso31662 } from 'iso-3166'
import { describe, expect, it } from 'vitest'
import { COUNTRIES } from '@tradewind/kernel'
import { filesOf } from './files.ts'
import { findRegion, regionsOf } from './regions.ts'
import { shapeOf } from './shapes.ts'
import { readMetadata } from './source.ts'
import { tidyPostcode } from './tidy.ts'

const reference = (file: string) => new URL(`../../../../shared/data/reference/${file}`, import.meta.url)
const METADATA = reference('libaddressinput-countryinfo.txt')
const POSTCODES = reference('geonames-postal-sample.csv')

describe('what is kept of the metadata', () => {
  it('is what they say, with our corrections', async () => {
    for (const [file, text] of Object.entries(filesOf(await readMetadata())))
      expect(await readFile(new URL(file, import.meta.url), 'utf8'), file).toBe(text)
  })

  it('has regions by their codes of ISO 3166-2, but for islands and areas that it does not count', async () => {
    const codes = new Set(iso31662.map(({ code }) => code))
    const others = new Set<string>()
    for (const country of COUNTRIES)
      for (const { code } of await regionsOf(country)) if (!codes.has(code)) others.add(country)
    // US: the armed forces and the states in free association, to which its post delivers as to states.
    expect([...others]).toEqual(['AU', 'BS', 'CV', 'HK', 'IT', 'KY', 'PH', 'TV', 'US'])
  })
})

/** How many regions of the older table have been renamed or joined since, or are destinations of their own (CN). */
const KNOWN = [
  'AD region',
  'AR 1',
  'CK postcode',
  'CN 3',
  'GB region',
  'GU region',
  'ID 1',
  'IN 2',
  'IT 7',
  'MX 2',
  'NG 3',
  'NI 2',
  'TW 1',
  'VN 1',
]

describe('beside older tables of others', () => {
  it.skipIf(!existsSync(POSTCODES))('takes the postcodes of the world', async () => {
    const refused = new Set<string>()
    for (const row of (await readFile(POSTCODES, 'utf8')).trim().split('\n').slice(1)) {
      const [country = '', postcode = ''] = row.split(',')
      // Whoever writes CEDEX writes it with the town.
      if (tidyPostcode(postcode.replace(/ CEDEX.*/, ''), shapeOf(country)) === undefined) refused.add(country)
    }
    // The table has only the first half of postcodes in CA, GB, GG, IE, IM, JE, MT and NL; in the others, a few that are not given out.
    expect([...refused]).toEqual(['CA', 'GB', 'GG', 'GL', 'GU', 'IE', 'IM', 'JE', 'MT', 'NL', 'RE'])
  })

  it.skipIf(!existsSync(METADATA))('knows the regions and postcodes that they know', async () => {
    const lines = (await readFile(METADATA, 'utf8')).split('\n')
    const unknown: string[] = []
    for (const country of COUNTRIES) {
      const line = lines.find((one) => one.startsWith(`data/${country}=`)) ?? `data/${country}={}`
      const row = JSON.parse(line.slice(line.indexOf('=') + 1)) as Record<string, string | undefined>
      const { sub_keys: keys = '', sub_names: names = keys, fmt = '' } = row
      const parts = shapeOf(country).rows.flat()
      if (fmt.includes('%Z') && !parts.includes('postcode')) unknown.push(`${country} postcode`)
      if (fmt.includes('%S') && !parts.includes('region')) unknown.push(`${country} region`)
      const regions = await regionsOf(country)
      if (regions.length === 0) continue
      const lost = names.split('~').filter((name) => name !== '' && !findRegion(regions, name))
      if (lost.length > 0) unknown.push(`${country} ${lost.length}`)
    }
    expect(unknown).toEqual(KNOWN)
  })
})
