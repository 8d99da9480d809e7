/** Longest slug in characters, short of the contract's 160, so that a suffix fits. */
const LONGEST = 120

/**
 * A name as part of an address, in its own script: `Vase „Mond“` → `vase-mond`, `保温杯` stays `保温杯`.
 * Empty when nothing of the name may stand in an address.
 */
export function slugOf(name: string): string {
  return Array.from(
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/['’ʼ]/g, '')
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
      .replace(/^-+/, ''),
  )
    .slice(0, LONGEST)
    .join('')
    .replace(/-+$/, '')
}

/** As callers may write a slug of ours: other forms of the same letters, capitals. */
export const readSlug = (slug: string): string => slug.normalize('NFC').toLowerCase()

/** The slug, or one that is told apart by the end of the thing's id where the plain one is taken. */
export function freeSlug(name: string, id: string, isTaken: (slug: string) => boolean): string {
  const plain = slugOf(name)
  const suffix = id.slice(-6)
  if (plain === '') return suffix
  return isTaken(plain) ? `${plain}-${suffix}` : plain
}
