import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** One key that people's numbers are encrypted with; its id stays beside what it sealed. */
export interface SealingKey {
  id: string
  /** 32 bytes. */
  key: Buffer
}

/** A text that only holders of the key can read. */
export interface Sealed {
  keyId: string
  /** Nonce, ciphertext, tag. */
  bytes: Buffer
}

export interface Sealer {
  /** The key that new texts are sealed with; undefined when there is none, and nothing can be sealed. */
  readonly keyId: string | undefined
  /** `purpose` names what the text is and whose; what was sealed for one purpose opens for no other. */
  seal(text: string, purpose: string): Sealed
  /** Throws when the key is gone, the purpose another, or a bit changed. */
  open(sealed: Sealed, purpose: string): string
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts with the first of the keys and reads with all, so that keys change by putting a new one before the old. */
export function createSealer(keys: readonly SealingKey[]): Sealer {
  const [current] = keys
  return {
    keyId: current?.id,
    seal(text, purpose) {
      if (!current) throw new Error('there is no key to seal with')
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, current.key, nonce).setAAD(boundTo(current.id, purpose))
      const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return { keyId: current.id, bytes }
    },
    open({ keyId, bytes }, purpose) {
      const key = keys.find(({ id }) => id === keyId)
      if (!key) throw new Error(`the key ${keyId} is not there`)
      const tagAt = bytes.length - TAG_BYTES
      const decipher = createDecipheriv(CIPHER, key.key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(boundTo(keyId, purpose))
        .setAuthTag(bytes.subarray(tagAt))
      return decipher.update(bytes.subarray(NONCE_BYTES, tagAt), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

const boundTo = (keyId: string, purpose: string): Buffer => Buffer.from(`${keyId}\n${purpose}`)
