import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { newestOf } from './ecb-file.rules.ts'

const HISTORY = new URL('../../../../../shared/data/reference/ecb-eurofxref-1999-2025H1.csv', import.meta.url)

const DAILY = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<Cube>
		<Cube time='2025-06-30'>
			<Cube currency='USD' rate='1.1720'/>
			<Cube currency='JPY' rate='169.17'/>
			<Cube currency='XYZ' rate='1'/>
			<Cube currency='GBP' rate='a lot'/>
		</Cube>
	</Cube>
</gesmes:Envelope>`

describe('the file of the ECB', () => {
  it('tells the rates of its day, without what is no rate of a currency', () => {
    expect(newestOf(DAILY)).toEqual({ date: '2025-06-30', rates: { USD: '1.1720', JPY: '169.17' } })
  })

  it('may hold several days, of which the newest counts, as XML or CSV', () => {
    const older = `<Cube time="2025-06-27"><Cube currency="USD" rate="1.1704"/></Cube>`
    expect(newestOf(DAILY.replace('<Cube>', `<Cube>${older}`))?.date).toBe('2025-06-30')
    const csv = 'Date,USD,JPY,BGN,\r\n2025-06-27,1.1704,169.24,N/A,\r\n2025-06-30,1.172,169.17,N/A,\r\n'
    expect(newestOf(csv)).toEqual({ date: '2025-06-30', rates: { USD: '1.172', JPY: '169.17' } })
  })

  it.each(['', 'Date', '<html>', 'Date,USD\n2025-13-40,1', '{"rates":{"USD":1}}', '<Cube time="x"></Cube>'])(
    'is not this: %s',
    (text) => expect(newestOf(text)).toBeUndefined(),
  )

  it.skipIf(!existsSync(HISTORY))('of a quarter of a century is read whole', () => {
    const newest = newestOf(readFileSync(HISTORY, 'utf8'))
    expect(newest?.date).toBe('2025-06-30')
    expect(newest?.rates).toMatchObject({ USD: '1.172', JPY: '169.17', KRW: '1588.21', IDR: '19021.03' })
    expect(Object.keys(newest?.rates ?? {})).not.toContain('RUB')
  })
})
