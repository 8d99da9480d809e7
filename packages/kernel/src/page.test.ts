import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, pageOf } from './page.ts'

// No key of ours holds what the database cannot.
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''))
const int4 = fc.integer({ min: -2_147_483_648 + 1, max: 2_147_483_647 })
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19).replace('T', ' ')}.123456+00`)

describe('cursors', () => {
  it('read back what they hold, in an alphabet fit for a URL', () => {
    fc.assert(
      fc.property(fc.tuple(text, int4, moment), (key) => {
        const cursor = encodeCursor(key)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(cursor, 'text', 'int4', 'timestamptz')).toEqual(key)
      }),
    )
  })

  it('keep figures that a number cannot hold as text', () => {
    const cursor = encodeCursor(['123456789012345678', '4.75'])
    expect(decodeCursor(cursor, 'int8', 'real')).toEqual(['123456789012345678', '4.75'])
    expect(decodeCursor(encodeCursor([7]), 'int8')).toEqual(['7'])
  })

  const foreign = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

  it.each([
    '',
    '!!',
    'a',
    'abc=',
    foreign({}),
    foreign('x'),
    foreign([{}]),
    foreign([true]),
    foreign([null]),
    foreign([1]),
    foreign(['\0']),
    foreign(['\ud800']),
    foreign(['a', 'b']),
    'A'.repeat(3_000),
  ])('refuse %j', (cursor) => {
    expect(() => decodeCursor(cursor, 'text')).toThrow('platform.bad-cursor')
  })

  it.each([
    ['int4', 2_147_483_648],
    ['int4', 1.5],
    ['int8', '1234567890123456789'],
    ['int8', 1e300],
    ['real', 'NaN'],
    ['real', '1e9'],
    ['timestamptz', 'yesterday'],
    ['timestamptz', '0000-01-01 10:00:00+00'],
    ['timestamptz', '2026-02-31 10:00:00+00'],
    ['timestamptz', '2026-02-28 25:00:00+00'],
  ] as const)('refuse what %s cannot be: %j', (kind, value) => {
    expect(() => decodeCursor(encodeCursor([value]), kind)).toThrow('platform.bad-cursor')
  })

  it('never fail in another way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(foreign)), (cursor) => {
        try {
          expect(decodeCursor(cursor, 'text', 'int8')).toHaveLength(2)
        } catch (error) {
          expect(error).toMatchObject({ status: 400, code: 'platform.bad-cursor' })
        }
      }),
    )
  })
})

describe('pages', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id }))

  it('know from one row more that there is a next page', () => {
    const page = pageOf(rows, 2, (row) => [row.id])
    expect(page.items.map((row) => row.id)).toEqual(['a', 'b'])
    expect(decodeCursor(page.nextCursor ?? '', 'text')).toEqual(['b'])
  })

  it('end where the rows end', () => {
    expect(pageOf(rows, 3, (row) => [row.id]).nextCursor).toBeNull()
    expect(pageOf([], 3, () => [])).toEqual({ items: [], nextCursor: null })
  })
})
