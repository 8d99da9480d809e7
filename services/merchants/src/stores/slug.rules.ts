const MAX_LENGTH = 60

// Letters that do not come apart into a Latin one and a mark.
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}

/** The part of a store's address that its name gives: `Käse & Wein` is `kase-wein`; empty for names in other scripts. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => LATIN[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '')
}

/** Slugs to try for a new store, the plain one first, then one that its id makes unique. */
export function slugsFor(name: string, storeId: string): string[] {
  const slug = slugOf(name)
  return [...(slug ? [slug] : []), `${slug || 'store'}-${storeId.slice(-6)}`]
}
