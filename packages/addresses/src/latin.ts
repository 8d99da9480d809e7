import {
  asciiDigits,
  isLatin,
  LATIN_PARTS,
  type LatinPart,
  type LatinParts,
  type PostalAddress,
} from './address.ts'

/** What is wrong with how parts are written in Latin, by path below the address, as codes of the namespace `errors`. */
export type LatinFaults = Partial<Record<`latin.${LatinPart}`, string>>

/** The parts that are written in another script than Latin; a region that is known has its Latin name with it. */
export const foreignParts = (
  texts: Readonly<Partial<Record<LatinPart, string>>>,
  isRegionKnown: boolean,
): LatinPart[] =>
  LATIN_PARTS.filter((part) => !isLatin(texts[part] ?? '') && !(part === 'region' && isRegionKnown))

/** Written for one part, it is needed for all of them: half an address finds nobody. */
export function latinFaults(
  parts: readonly LatinPart[],
  latin: Readonly<LatinParts>,
  isNeeded: boolean,
): LatinFaults {
  const textOf = (part: LatinPart): string => (latin[part] ?? '').trim()
  const isBegun = parts.some((part) => textOf(part) !== '')
  const faults: LatinFaults = {}
  for (const part of parts) {
    if (!isLatin(textOf(part))) faults[`latin.${part}`] = 'platform.not-latin'
    else if (textOf(part) === '' && (isNeeded || isBegun)) faults[`latin.${part}`] = 'platform.latin-required'
  }
  return faults
}

/** What an address that was kept lacks before a carrier abroad can read it. */
export const unreadableAbroad = (address: PostalAddress): LatinFaults =>
  latinFaults(foreignParts(address, address.regionCode !== undefined), address.latin ?? {}, true)

/** The same address as carriers abroad read it; as it stands where nobody wrote it in Latin. */
export function inLatin({ latin, ...address }: PostalAddress): PostalAddress {
  if (!latin) return address
  const whole: PostalAddress = { ...address, ...latin }
  for (const part of LATIN_PARTS)
    if (whole[part] !== undefined) whole[part] = asciiDigits(whole[part].normalize('NFKC'))
  return whole
}
