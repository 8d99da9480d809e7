import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, pageOf } from './page.ts'

const finite = fc.double({ noDefaultInfinity: true, noNaN: true }).map((n) => n + 0)
// No key of ours holds what the database cannot.
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''))
const key = fc.array(fc.oneof(text, finite, fc.constant(null)), { maxLength: 5 })

describe('cursors', () => {
  it('read back what they hold, in an alphabet fit for a URL', () => {
    fc.assert(
      fc.property(key, (value) => {
        const cursor = encodeCursor(value)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(cursor, value.length)).toEqual(value)
      }),
    )
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
    foreign(['\0']),
    foreign(['\ud800']),
    'A'.repeat(3_000),
  ])('refuse %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow('platform.bad-cursor')
  })

  it('refuse a cursor of another list, and never fail in another way', () => {
    expect(() => decodeCursor(encodeCursor(['a', 1]), 3)).toThrow('platform.bad-cursor')
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        try {
          expect(Array.isArray(decodeCursor(cursor))).toBe(true)
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
    expect(decodeCursor(page.nextCursor ?? '')).toEqual(['b'])
  })

  it('end where the rows end', () => {
    expect(pageOf(rows, 3, (row) => [row.id]).nextCursor).toBeNull()
    expect(pageOf([], 3, () => [])).toEqual({ items: [], nextCursor: null })
  })
})
