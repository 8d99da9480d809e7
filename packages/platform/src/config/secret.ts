import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** 32 bytes for one purpose out of the secret. Source: RFC 5869 with SHA-256; the purpose is the info. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'tradewind', purpose, 32))
}

/** The secret of this data folder, made at the first call; several processes starting at once get the same one. */
export function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const draft = path.join(dataDir, `secret.${randomBytes(6).toString('hex')}`)
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    try {
      linkSync(draft, file) // fails where another process was first, so that nobody reads a half-written secret
    } catch (thrown) {
      if (!existsSync(file)) throw thrown
    } finally {
      rmSync(draft)
    }
  }
  return readFileSync(file, 'utf8').trim()
}
