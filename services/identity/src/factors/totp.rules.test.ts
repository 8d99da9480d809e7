import { Secret } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { newRecoveryCodes, readCode } from './recovery-codes.ts'
import { stepOfCode, totpUri } from './totp.rules.ts'

const SECRET = Secret.fromUTF8('12345678901234567890').base32

describe('codes of an app', () => {
  // Source: RFC 6238 appendix B, SHA-1; the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are at second %i as the standard says: %s', (second, code) => {
    expect(stepOfCode(SECRET, code, second * 1_000)).toBe(Math.floor(second / 30))
  })

  it('are good one step early or late, and not two', () => {
    const at = (steps: number) => (1_111_111_109 + steps * 30) * 1_000
    const step = Math.floor(1_111_111_109 / 30)
    expect([-2, -1, 0, 1, 2].map((steps) => stepOfCode(SECRET, '081804', at(steps)))).toEqual([
      undefined,
      step,
      step,
      step,
      undefined,
    ])
  })

  it('come to the app by an address', () => {
    expect(totpUri(SECRET, 'mai@example.com', 'Harbour: tools')).toBe(
      `otpauth://totp/Harbour%20%20tools:mai%40example.com?issuer=Harbour%20%20tools&secret=${SECRET}&algorithm=SHA1&digits=6&period=30`,
    )
  })
})

describe('recovery codes', () => {
  it('are ten, and read as people type them', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
      expect(readCode(` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')} `)).toBe(
        readCode(code),
      )
    }
    expect(readCode('１２３ ４５６')).toBe('123456')
  })
})
