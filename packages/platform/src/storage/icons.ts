import { decoding, loadSharp } from './picture.ts'

interface Form {
  width: number
  height: number
  /** How much of them the picture takes at most or, where a device may cut a circle out, across its corners. */
  share: number
  round?: boolean
  /** Devices put black below what lets through. */
  solid?: boolean
}

function square(size: number, share: number): Form {
  return { width: size, height: size, share }
}

/** The forms in which a picture can stand for a house on screens of devices, by the name in its address. */
export const ICONS = {
  'icon-64.png': square(64, 1),
  'icon-180.png': { ...square(180, 0.8), solid: true },
  'icon-192.png': square(192, 1),
  'icon-512.png': square(512, 1),
  // The safe zone is a circle of four fifths. Source: W3C Web Application Manifest, icon masks.
  'icon-maskable.png': { ...square(512, 0.8), round: true, solid: true },
  // Beside links that people share.
  'card.png': { width: 1200, height: 630, share: 0.5, solid: true },
} satisfies Record<string, Form>
export type IconName = keyof typeof ICONS

export const isIconName = (name: string): name is IconName => Object.hasOwn(ICONS, name)

/** A picture that `preparePicture` made, whole, in the middle; PNG. */
export const drawIcon = (webp: Buffer, name: IconName): Promise<Buffer> =>
  decoding(() => draw(webp, ICONS[name]))

async function draw(webp: Buffer, { width, height, share, round, solid }: Form): Promise<Buffer> {
  const sharp = await loadSharp()
  const own = await sharp(webp).metadata()
  const scale = round
    ? width / Math.hypot(own.width, own.height)
    : Math.min(width / own.width, height / own.height)
  const scaled = (side: number) => Math.max(1, Math.floor(side * share * scale))
  const picture = await sharp(webp)
    .resize({ width: scaled(own.width), height: scaled(own.height), fit: 'fill' })
    .png()
    .toBuffer()
  const background = { r: 255, g: 255, b: 255, alpha: solid ? 1 : 0 }
  return sharp({ create: { width, height, channels: 4, background } })
    .composite([{ input: picture, gravity: 'centre' }])
    .png()
    .toBuffer()
}
