import { isAppError, type AppError } from '@tradewind/kernel'
import { refusedFile } from './refused-file.ts'
import { isAnimatedPng, isPlainWebp, sniffType, type SniffedType } from './sniff.ts'

/** Most bytes of one file. */
export const MAX_FILE_BYTES = 12 * 1000 * 1000
/** Most pixels of one picture; decoding takes memory by pixels, whatever the file weighs. */
export const MAX_PIXELS = 40_000_000
/** Widths of variants, in pixels; never wider than the picture itself. */
export const VARIANT_WIDTHS: readonly number[] = [160, 320, 640, 960]

const LARGEST = { width: 960, height: 2880 }
/** A WebP within these bounds that holds nothing but its picture is kept as it is. */
const KEPT = { width: 1600, height: 4800, bytes: 400_000 }
const QUALITY = 82

/** Its twenty megabytes of libraries are read with the first picture. */
export const loadSharp = async () => (await import('sharp')).default

export interface PreparedPicture {
  webp: Buffer
  width: number
  height: number
}

/** The picture as its largest variant: upright, sRGB, without metadata; throws the errors of `putPicture`. */
export async function preparePicture(bytes: Buffer): Promise<PreparedPicture> {
  if (bytes.length > MAX_FILE_BYTES) throw tooLarge()
  const type = sniffType(bytes)
  if (type === undefined || type === 'application/pdf') throw unsupportedType()
  if (type === 'image/png' && isAnimatedPng(bytes)) throw unsupportedType()

  return decoding(async () => {
    try {
      return await normalise(bytes, type)
    } catch (thrown) {
      throw isAppError(thrown) ? thrown : refusedFile(422, 'storage.bad-image', {}, thrown)
    }
  })
}

async function normalise(bytes: Buffer, type: SniffedType): Promise<PreparedPicture> {
  const sharp = await loadSharp()
  const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (width * height > MAX_PIXELS) throw refusedFile(422, 'storage.too-many-pixels', { pixels: MAX_PIXELS })
  if (pages > 1) throw unsupportedType()

  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).timeout({ seconds: 10 })
  if (type === 'image/webp' && isKept(bytes, width, height)) {
    await image.resize({ width: 16 }).raw().toBuffer() // reads it to its end, so that a broken one is refused now
    return { webp: bytes, width, height }
  }
  const { data, info } = await image
    .autoOrient()
    .resize({ ...LARGEST, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
  return { webp: data, width: info.width, height: info.height }
}

/** A narrower variant of a picture that `preparePicture` made. */
export const narrowPicture = (webp: Buffer, width: number): Promise<Buffer> =>
  decoding(async () => (await loadSharp())(webp).resize({ width }).webp({ quality: QUALITY }).toBuffer())

/** Size in pixels of a picture that `preparePicture` made. */
export async function pictureSize(webp: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await (await loadSharp())(webp).metadata()
  return { width, height }
}

/** All widths in which a picture of this width is served, ascending; the last is its own. */
export const widthsOf = (width: number): number[] => [
  ...VARIANT_WIDTHS.filter((variant) => variant < width),
  width,
]

const isKept = (bytes: Buffer, width: number, height: number): boolean =>
  bytes.length <= KEPT.bytes && width <= KEPT.width && height <= KEPT.height && isPlainWebp(bytes)

export const tooLarge = (): AppError => refusedFile(413, 'storage.too-large', { bytes: MAX_FILE_BYTES })
export const unsupportedType = (): AppError => refusedFile(415, 'storage.unsupported-type')

const MAX_DECODING = 2
let decodingNow = 0
const waiting: (() => void)[] = []

/** At most two pictures are decoded at a time, so that many large ones cannot take all memory. */
export async function decoding<T>(work: () => Promise<T>): Promise<T> {
  if (decodingNow >= MAX_DECODING) await new Promise<void>((resolve) => waiting.push(resolve))
  else decodingNow += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else decodingNow -= 1
  }
}
