import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '@tradewind/platform/config'

/** Signs who a mail went to, for one purpose: ending the mails. It has no end, as mails lie about for years. */
export class UnsubscribeTokens {
  readonly #key: Buffer

  constructor(secret: string) {
    this.#key = deriveKey(secret, 'favourites-unsubscribe')
  }

  tokenFor(userId: string): string {
    return `${userId}.${this.#sign(userId)}`
  }

  /** Whom the token is for; undefined when it is none of ours. */
  ownerOf(token: string): string | undefined {
    const [userId = '', signature = ''] = token.split('.')
    const [given, right] = [Buffer.from(signature), Buffer.from(this.#sign(userId))]
    return given.length === right.length && timingSafeEqual(given, right) ? userId : undefined
  }

  #sign(userId: string): string {
    return createHmac('sha256', this.#key).update(userId).digest('base64url')
  }
}
