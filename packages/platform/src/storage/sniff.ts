/** What the bytes are, by their signature; the name and the sender's word do not count. */
export type SniffedType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'application/pdf'

/** The type of the bytes, undefined for any other. Source: WHATWG MIME Sniffing, ISO/IEC 23008-12 for AVIF. */
export function sniffType(bytes: Buffer): SniffedType | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (latin(bytes, 4, 12) === 'ftypavif') return 'image/avif'
  if (latin(bytes, 0, 5) === '%PDF-') return 'application/pdf'
  return undefined
}

/** Whether a PNG moves (APNG): decoders would silently show its first picture. */
export function isAnimatedPng(bytes: Buffer): boolean {
  for (const { name } of pngChunks(bytes)) {
    if (name === 'acTL') return true
    if (name === 'IDAT') return false
  }
  return false
}

/** Whether a WebP holds one still picture and nothing else: no metadata, no profile, no bytes behind its end. */
export function isPlainWebp(bytes: Buffer): boolean {
  if (bytes.length < 20 || bytes.readUInt32LE(4) + 8 !== bytes.length) return false
  let at = 12
  while (at + 8 <= bytes.length) {
    if (!PLAIN_WEBP_CHUNKS.has(latin(bytes, at, at + 4))) return false
    const size = bytes.readUInt32LE(at + 4)
    at += 8 + size + (size % 2)
  }
  return at === bytes.length
}

const PLAIN_WEBP_CHUNKS: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

function* pngChunks(bytes: Buffer): Generator<{ name: string }> {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    yield { name: latin(bytes, at + 4, at + 8) }
  }
}

const latin = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to)
