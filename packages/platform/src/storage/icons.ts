import { decoding, loadSharp } from './picture.ts'

interface Form {
  /** Pixels of each side. */
  size: number
  /** How much of them the picture takes, at its longest side or, where a device may cut a circle out, across its corners. */
  share: number
  round?: boolean
  /** Devices put black below what lets through. */
  solid?: boolean
}

/** The forms in which a picture can stand for a house on screens of devices, by the name in its address. */
export const ICONS = {
  'icon-64.png': { size: 64, share: 1 },
  'icon-180.png': { size: 180, share: 0.8, solid: true },
  'icon-192.png': { size: 192, share: 1 },
  'icon-512.png': { size: 512, share: 1 },
  // The safe zone is a circle of four fifths. Source: W3C Web Application Manifest, icon masks.
  'icon-maskable.png': { size: 512, share: 0.8, round: true, solid: true },
} satisfies Record<string, Form>
export type IconName = keyof typeof ICONS

export const isIconName = (name: string): name is IconName => Object.hasOwn(ICONS, name)

/** A picture that `preparePicture` made, whole, in the middle of a square; PNG. */
export const drawIcon = (webp: Buffer, name: IconName): Promise<Buffer> =>
  decoding(() => draw(webp, ICONS[name]))

async function draw(webp: Buffer, { size, share, round, solid }: Form): Promise<Buffer> {
  const sharp = await loadSharp()
  const { width, height } = await sharp(webp).metadata()
  const across = round ? Math.hypot(width, height) : Math.max(width, height)
  const scaled = (side: number) => Math.max(1, Math.floor((side * share * size) / across))
  const picture = await sharp(webp)
    .resize({ width: scaled(width), height: scaled(height), fit: 'fill' })
    .png()
    .toBuffer()
  const background = { r: 255, g: 255, b: 255, alpha: solid ? 1 : 0 }
  return sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: picture, gravity: 'centre' }])
    .png()
    .toBuffer()
}
