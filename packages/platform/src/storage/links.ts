import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a signed address lets its holder read, and until when, in epoch seconds. */
export interface SignedLink {
  path: string
  name: string
  expires: number
}

/** The address of a private file, below `/files/private/`. */
export function signLink(key: Buffer, link: SignedLink): string {
  const query = new URLSearchParams({
    name: link.name,
    expires: String(link.expires),
    signature: signatureOf(key, link),
  })
  return `/files/private/${link.path}?${query}`
}

/** Whether the signature is ours and its time not past. */
export function isValidLink(key: Buffer, link: SignedLink, signature: string, nowSeconds: number): boolean {
  const expected = Buffer.from(signatureOf(key, link))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) && nowSeconds < link.expires
}

const signatureOf = (key: Buffer, { path, name, expires }: SignedLink): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([path, name, expires]))
    .digest('base64url')
