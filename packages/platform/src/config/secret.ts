import { hkdfSync } from 'node:crypto'

/** 32 bytes for one purpose out of the secret. Source: RFC 5869 with SHA-256; the purpose is the info. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'tradewind', purpose, 32))
}
