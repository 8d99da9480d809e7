/** Numbers by which customs know who receives goods. */
export const CUSTOMS_ID_KINDS = [
  'kr-pccc',
  'cn-resident',
  'tw-id',
  'br-cpf',
  'br-cnpj',
  'tr-tckn',
  'ru-inn',
  'id-nik',
  'cl-rut',
  'mx-rfc',
  'mx-curp',
  'za-id',
  'passport',
] as const
export type CustomsIdKind = (typeof CUSTOMS_ID_KINDS)[number]

/** The number without what people write between its parts: capital letters and digits alone. */
export const tidyCustomsId = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s.·/-]/g, '')
    .toUpperCase()

/** The first of these kinds that a tidy number is well-formed for, its check digits included; undefined when of none. */
export const customsIdKind = (kinds: readonly CustomsIdKind[], number: string): CustomsIdKind | undefined =>
  kinds.find((kind) => CHECKS[kind](number))

/** As its owner recognises it: all but the last three characters hidden. */
export const maskCustomsId = (number: string): string => '•'.repeat(number.length - 3) + number.slice(-3)

const CHECKS: Readonly<Record<CustomsIdKind, (number: string) => boolean>> = {
  // Source: Korea Customs Service; it publishes no check digit.
  'kr-pccc': (number) => /^P\d{12}$/.test(number),
  // Source: GB 11643-1999, check character by ISO 7064 MOD 11-2.
  'cn-resident': (number) =>
    /^[1-9]\d{16}[\dX]$/.test(number) &&
    isDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14))) &&
    '10X98765432'[sum(number.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] ===
      number[17],
  // Source: Taiwan's Ministry of the Interior: citizens 1 and 2, residents since 2021 8 and 9 in the second place.
  'tw-id': (number) => {
    if (!/^[A-Z][1289]\d{8}$/.test(number)) return false
    const area = String(TW_AREAS.indexOf(number.slice(0, 1)) + 10)
    return sum(area + number.slice(1), [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0
  },
  // Source: Receita Federal; numbers of one digit repeated pass the sums and are not given out.
  'br-cpf': (number) =>
    /^(?!(\d)\1+$)\d{11}$/.test(number) && [9, 10].every((at) => brazilian(number, at, at + 1)),
  // Source: Receita Federal, IN RFB 2.229/2024: letters from July 2026.
  'br-cnpj': (number) =>
    /^(?!(.)\1+$)[\dA-Z]{12}\d{2}$/.test(number) && [12, 13].every((at) => brazilian(number, at, 9)),
  // Source: Nüfus ve Vatandaşlık İşleri.
  'tr-tckn': (number) =>
    /^[1-9]\d{10}$/.test(number) &&
    modulo(sum(number.slice(0, 9), [7, -1, 7, -1, 7, -1, 7, -1, 7]), 10) === Number(number[9]) &&
    sum(number.slice(0, 10), Array<number>(10).fill(1)) % 10 === Number(number[10]),
  // Source: Federal Tax Service, INN of a natural person.
  'ru-inn': (number) =>
    /^(?!0+$)\d{12}$/.test(number) &&
    [RU_WEIGHTS.slice(1), RU_WEIGHTS].every(
      (weights, index) =>
        (sum(number.slice(0, 10 + index), weights) % 11) % 10 === Number(number[10 + index]),
    ),
  // Source: Permendagri 72/2022: place, day of birth (women's plus 40), serial number. It has no check digit.
  'id-nik': (number) => {
    const day = Number(number.slice(6, 8))
    return (
      /^[1-9]\d{11}(?!0000)\d{4}$/.test(number) &&
      // Of the year it has two digits only, which leap years need not: 2000 has each day there can be.
      isDate(2000, Number(number.slice(8, 10)), day > 40 ? day - 40 : day)
    )
  },
  // Source: Servicio de Impuestos Internos, modulus 11.
  'cl-rut': (number) => {
    if (!/^[1-9]\d{6,7}[\dK]$/.test(number)) return false
    const weights = [2, 3, 4, 5, 6, 7, 2, 3]
    const body = Array.from(number.slice(0, -1)).toReversed().join('')
    return '0123456789K0'[11 - (sum(body, weights) % 11)] === number.slice(-1)
  },
  // Source: Servicio de Administración Tributaria, clave del RFC: initials, day, homoclave, modulus 11; companies have
  // three initials. The second of the numbers that stand for anybody passes the sum.
  'mx-rfc': (number) => {
    if (!/^(?!XEXX010101000)[A-ZÑ&]{3,4}\d{6}[A-Z\d]{2}[\dA]$/.test(number)) return false
    const whole = number.padStart(13)
    const weights = Array.from({ length: 12 }, (_, at) => 13 - at)
    const rest = (11 - (sumOf(whole.slice(0, -1), weights, RFC_LETTERS) % 11)) % 11
    return isDayOfYear(whole.slice(4, 10)) && RFC_LETTERS[rest] === whole.slice(-1)
  },
  // Source: Registro Nacional de Población, CURP: initials, day, sex, state, consonants, homonymy, modulus 10.
  'mx-curp': (number) => {
    if (!/^[A-ZÑ]{4}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-ZÑ]{3}[A-Z\d]\d$/.test(number)) return false
    const weights = Array.from({ length: 17 }, (_, at) => 18 - at)
    const rest = (10 - (sumOf(number.slice(0, -1), weights, CURP_LETTERS) % 10)) % 10
    return isDayOfYear(number.slice(4, 10)) && String(rest) === number.slice(-1)
  },
  // Source: Department of Home Affairs, identity number: day, sequence, citizenship, and a last digit by Luhn.
  'za-id': (number) => {
    if (!/^\d{10}[012]\d{2}$/.test(number) || !isDayOfYear(number.slice(0, 6))) return false
    const digits = Array.from(number, (digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 2))
    return digits.reduce((total, value) => total + (value > 9 ? value - 9 : value), 0) % 10 === 0
  },
  // Source: ICAO Doc 9303, part 4: nine letters and digits at most; it has no check digit outside the machine's lines.
  passport: (number) => /^(?=.*\d)[A-Z\d]{6,9}$/.test(number),
}

/** Characters by the numbers, from 0, that they stand for. */
const RFC_LETTERS = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'
const CURP_LETTERS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

/** Letters by the numbers 10 to 35 that they stand for. */
const TW_AREAS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'
const RU_WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

/** A check digit of CPF or CNPJ: weights from 2 rising leftwards, beginning anew after `highest`; letters count by ASCII. */
function brazilian(number: string, at: number, highest: number): boolean {
  const weights = Array.from({ length: at }, (_, index) => 2 + ((at - 1 - index) % (highest - 1)))
  const rest = sum(number.slice(0, at), weights) % 11
  return Number(number[at]) === (rest < 2 ? 0 : 11 - rest)
}

/** Characters, by how far they stand behind 0, times their weights. */
const sum = (characters: string, weights: readonly number[]): number =>
  [...characters].reduce(
    (total, character, at) => total + (character.charCodeAt(0) - 48) * (weights[at] ?? 0),
    0,
  )

/** The same, by where they stand in an alphabet. */
const sumOf = (characters: string, weights: readonly number[], alphabet: string): number =>
  [...characters].reduce(
    (total, character, at) => total + alphabet.indexOf(character) * (weights[at] ?? 0),
    0,
  )

const modulo = (value: number, by: number): number => ((value % by) + by) % by

/** Whether there is such a day. */
function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Whether there is such a day, as six digits, in some century: 2000 has each day there can be. */
const isDayOfYear = (digits: string): boolean =>
  isDate(2000, Number(digits.slice(2, 4)), Number(digits.slice(4, 6)))
