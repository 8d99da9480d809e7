import { Secret, TOTP } from 'otpauth'

const STEP_SECONDS = 30
/** A telephone's clock may be that many steps off, and a code may be typed in slowly. */
const WINDOW_STEPS = 1

/** A new secret of 160 bits, base32, as apps take it. Source: RFC 4226 section 4, R6. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

// SHA-1, six digits and 30 seconds are what every app understands.
const totpOf = (secret: string, named?: { issuer: string; label: string }) =>
  new TOTP({ ...named, secret: Secret.fromBase32(secret), digits: 6, period: STEP_SECONDS })

/** The address that an app reads from a picture: `otpauth://totp/Mall:mai@example.com?…`, where a colon ends the name. */
export const totpUri = (secret: string, email: string, mall: string): string =>
  totpOf(secret, { issuer: mall.replaceAll(':', ' '), label: email }).toString()

/** The step that a code belongs to; undefined for a code of no step around now. Source: RFC 6238. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: WINDOW_STEPS })
  return delta === null ? undefined : Math.floor(nowMs / 1_000 / STEP_SECONDS) + delta
}
