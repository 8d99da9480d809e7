/** How the mall looks: as the device, or as its reader chose. */
export const LOOKS = ['auto', 'light', 'dark'] as const
export type Look = (typeof LOOKS)[number]

const YEAR_SECONDS = 31_536_000

/** What the page looks like now; the server wrote it into the first element. */
export const chosenLook = (): Look =>
  LOOKS.find((look) => look === document.documentElement.dataset['look']) ?? 'auto'

/** Changes the look at once, and remembers it where the server reads it. */
export function chooseLook(look: Look): void {
  const { dataset } = document.documentElement
  if (look === 'auto') delete dataset['look']
  else dataset['look'] = look
  const kept = look === 'auto' ? '; Max-Age=0' : `; Max-Age=${YEAR_SECONDS}`
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `tw-look=${look}; Path=/; SameSite=Lax${kept}${secure}`
  // The browser's own bar takes the colour of the paper.
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')
  const paper = getComputedStyle(document.documentElement).backgroundColor
  for (const meta of metas) meta.content = paper
}
