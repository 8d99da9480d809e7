/** A browser and its system by short names, as far as it says: no more is kept of it. */
export interface Device {
  browser: string | null
  system: string | null
}

// In this order: most browsers also say that they are Chrome and Safari.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPad\b/, 'iPadOS'],
  [/\biPhone\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** What a user agent calls itself; a program that is no browser by its first word, such as curl. */
export function deviceOf(userAgent = ''): Device {
  const nameIn = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const word = /^(?!Mozilla)[A-Za-z]{2,20}/.exec(userAgent)?.[0]
  return { browser: nameIn(BROWSERS) ?? word ?? null, system: nameIn(SYSTEMS) ?? null }
}

/** `Firefox · Windows`; empty when it says nothing of itself. */
export const deviceName = ({ browser, system }: Device): string =>
  [browser, system].filter((part) => part !== null).join(' · ')
