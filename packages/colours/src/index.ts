import { clampChroma, formatHex, oklch, wcagContrast, type Oklch } from 'culori'

/** The ground that is hardest to read on, of those in the mall's tokens: the darkest by day, the lightest by night. */
const GROUND = { day: '#ebe8e2', night: '#282723' }
/** What WCAG asks for between text and its ground. */
const READABLE = 4.5
const STEP = 0.01
/** How much darker by day, lighter by night, a link is below the pointer. */
const DEEPER = 0.08
const MOST_CHROMA_AT_NIGHT = 0.13

export interface BrandColours {
  accent: string
  deep: string
  soft: string
  /** Words on the accent. */
  on: string
}

/** A brand's colour as the mall uses it by day and by night: its hue stays, its lightness moves until it can be read. */
export function brandColours(colour: string): Record<'day' | 'night', BrandColours> {
  const brand = oklch(colour) ?? { mode: 'oklch', l: 0, c: 0 }
  const day = readable(brand, GROUND.day, -STEP)
  const quiet = { ...brand, c: Math.min(brand.c, MOST_CHROMA_AT_NIGHT) }
  const night = readable({ ...quiet, l: Math.max(quiet.l, 0.75) }, GROUND.night, STEP)
  return {
    day: {
      accent: hex(day),
      deep: hex({ ...day, l: Math.max(day.l - DEEPER, 0) }),
      soft: hex({ ...brand, l: 0.95, c: Math.min(brand.c, 0.02) }),
      on: '#ffffff',
    },
    night: {
      accent: hex(night),
      deep: hex({ ...night, l: Math.min(night.l + DEEPER, 1) }),
      soft: hex({ ...brand, l: 0.3, c: Math.min(brand.c, 0.035) }),
      on: hex({ ...brand, l: 0.22, c: Math.min(brand.c, 0.035) }),
    },
  }
}

/** Styles that put a brand's colour into the place of the mall's own, in the look that the reader or their device chose. */
export function brandStyles(colour: string): string {
  const { day, night } = brandColours(colour)
  return (
    `:root{${tokensOf(day)}}` +
    `@media (prefers-color-scheme:dark){:root:not([data-look=light]){${tokensOf(night)}}}` +
    `:root[data-look=dark]{${tokensOf(night)}}`
  )
}

const tokensOf = ({ accent, deep, soft, on }: BrandColours): string =>
  `--accent:${accent};--accent-deep:${deep};--accent-soft:${soft};--on-accent:${on}`

function readable(colour: Oklch, ground: string, step: number): Oklch {
  let l = Math.min(Math.max(colour.l, 0), 1)
  while (l >= 0 && l <= 1 && wcagContrast(hex({ ...colour, l }), ground) < READABLE) l += step
  return { ...colour, l: Math.min(Math.max(l, 0), 1) }
}

/** As screens show it: what they cannot show is paler. */
const hex = (colour: Oklch): string => formatHex(clampChroma(colour, 'oklch'))
