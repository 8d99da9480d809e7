import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWeakPassword } from './passwords.rules.ts'

const EMAIL = 'lan.pham@example.com'

describe('a new password', () => {
  it.each([
    ['password123', 'is on every list'],
    ['PassWord123', 'is the same in other case'],
    ['ｐassword123', 'is the same in wide letters'],
    ['aaaaaaaaaaaaaa', 'is one letter'],
    ['1212121212121212', 'is a pair of digits'],
    ['lan.pham@example.com', 'is the address'],
    ['lan.pham2024', 'is the mailbox with a year'],
  ])('%s is weak: it %s', (password) => {
    expect(isWeakPassword(password, EMAIL)).toBe(true)
  })

  it.each(['correct horse battery', '紫陽花の道を歩いて帰る', 'lan.pham rides to Hue', 'x9!kd0-2ms'])(
    '%s will do',
    (password) => {
      expect(isWeakPassword(password, EMAIL)).toBe(false)
    },
  )

  it('may be anything long and mixed, whatever the address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.uuid({ version: 4 }), (email, password) => {
        expect(isWeakPassword(password, email)).toBe(false)
      }),
    )
  })
})
