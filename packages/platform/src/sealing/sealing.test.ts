import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer } from './index.ts'

const [old, fresh] = [
  { id: '2025', key: randomBytes(32) },
  { id: '2026', key: randomBytes(32) },
]

describe('sealing', () => {
  it('gives every text back for its purpose, and for no other', () => {
    const sealer = createSealer([fresh])
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, purpose, other) => {
        const sealed = sealer.seal(text, purpose)
        expect(sealer.open(sealed, purpose)).toBe(text.toWellFormed())
        if (other !== purpose) expect(() => sealer.open(sealed, other)).toThrow()
      }),
    )
  })

  it('notices every changed bit', () => {
    const sealer = createSealer([fresh])
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (place, bit) => {
        const { keyId, bytes } = sealer.seal('P123456789012', 'order 1')
        bytes.writeUInt8(bytes.readUInt8(place % bytes.length) ^ (1 << bit), place % bytes.length)
        expect(() => sealer.open({ keyId, bytes }, 'order 1')).toThrow()
      }),
    )
  })

  it('never writes the same twice, reads what older keys sealed, and nothing of keys that are gone', () => {
    const before = createSealer([old])
    const after = createSealer([fresh, old])
    const sealed = before.seal('52998224725', 'order 1')
    expect(before.seal('52998224725', 'order 1').bytes).not.toEqual(sealed.bytes)
    expect(after.open(sealed, 'order 1')).toBe('52998224725')
    expect(after.seal('52998224725', 'order 1').keyId).toBe('2026')
    expect(() => createSealer([fresh]).open(sealed, 'order 1')).toThrow('2025')
    expect(createSealer([]).keyId).toBeUndefined()
    expect(() => createSealer([]).seal('52998224725', 'order 1')).toThrow('no key')
  })
})
