/** How a reader wants the mall to look, when not as their device does. */
export type Look = 'light' | 'dark'

const COOKIE = 'tw-look'
const YEAR_SECONDS = 31_536_000
const COLOURS = { light: '#ffffff', dark: '#141412' }

const themes = (light: string, dark: string): string =>
  `<meta name="theme-color" content="${light}" media="(prefers-color-scheme: light)">` +
  `<meta name="theme-color" content="${dark}" media="(prefers-color-scheme: dark)">`

/** The colours of what a browser draws around the page, as the reader's device wishes. */
export const THEME_COLOURS = themes(COLOURS.light, COLOURS.dark)

/** The look that a reader chose before. */
export const lookOf = (cookie = ''): Look | undefined =>
  new RegExp(`(?:^|;\\s*)${COOKIE}=(light|dark)(?:;|$)`).exec(cookie)?.[1] as Look | undefined

/** The header that remembers a look, or forgets it. The mall's scripts write the same cookie. */
export const lookCookie = (look: Look | undefined, secure: boolean): string =>
  `${COOKIE}=${look ?? ''}; Path=/; SameSite=Lax; Max-Age=${look ? YEAR_SECONDS : 0}` +
  (secure ? '; Secure' : '')

/** A rendered page in the look its reader chose: said in its first element, so that nothing flashes. */
export const inLook = (html: string, look: Look | undefined): string =>
  look === undefined
    ? html
    : html
        .replace('<html ', `<html data-look="${look}" `)
        .replace(THEME_COLOURS, themes(COLOURS[look], COLOURS[look]))
