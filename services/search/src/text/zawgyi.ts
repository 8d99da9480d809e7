/**
 * Burmese typed for the Zawgyi font, which gives the code points of Unicode other letters and writes them in the
 * order of sight, read as Unicode. What Zawgyi means by each sign is written here in Unicode; the order is put right
 * afterwards, syllable by syllable.
 */
const KINZI = '\uE000'
const SIGNS: Readonly<Record<string, string>> = {
  '\u1033': '\u102F',
  '\u1034': '\u1030',
  '\u1039': '\u103A',
  '\u103A': '\u103B',
  '\u103B': '\u103C',
  '\u103C': '\u103D',
  '\u103D': '\u103E',
  '\u105A': '\u102B\u103A',
  '\u1064': KINZI,
  '\u106A': '\u1009',
  '\u106B': '\u100A',
  '\u106E': '\u100D\u1039\u100D',
  '\u106F': '\u100D\u1039\u100E',
  '\u107D': '\u103B',
  '\u1086': '\u103F',
  '\u1087': '\u103E',
  '\u1088': '\u103E\u102F',
  '\u1089': '\u103E\u1030',
  '\u108A': '\u103D\u103E',
  '\u108B': `${KINZI}\u102D`,
  '\u108C': `${KINZI}\u102E`,
  '\u108D': `${KINZI}\u1036`,
  '\u108E': '\u102D\u1036',
  '\u108F': '\u1014',
  '\u1090': '\u101B',
  '\u1091': '\u100F\u1039\u100D',
  '\u1092': '\u100B\u1039\u100C',
  '\u1093': '\u1039\u1018',
  '\u1094': '\u1037',
  '\u1095': '\u1037',
  '\u1096': '\u1039\u1010\u103D',
  '\u1097': '\u100B\u1039\u100B',
  // Eight widths of the same letter.
  ...Object.fromEntries(Array.from('\u107E\u107F\u1080\u1081\u1082\u1083\u1084', (sign) => [sign, '\u103C'])),
  // Letters written below others.
  ...Object.fromEntries(
    Array.from(
      '\u1060\u1061\u1062\u1063\u1065\u1066\u1067\u1068\u1069\u106C\u106D\u1070\u1071\u1072\u1073\u1074\u1075\u1076\u1077\u1078\u1079\u107A\u107B\u107C\u1085',
      (sign, index) => [
        sign,
        `\u1039${'\u1000\u1001\u1002\u1003\u1005\u1006\u1006\u1007\u1008\u100B\u100C\u100F\u1010\u1010\u1011\u1011\u1012\u1013\u1014\u1015\u1016\u1017\u1018\u1019\u101C'[index] ?? ''}`,
      ],
    ),
  ),
}
const ANY_SIGN = new RegExp(`[${Object.keys(SIGNS).join('')}]`, 'g')

/** What no Burmese text in Unicode has: signs it lacks, or in places where it allows none. */
const ZAWGYI =
  /[\u1033\u1034\u105A\u1060-\u1097]|\u1039(?![\u1000-\u1021])|(?<![\u1000-\u102A\u103B-\u103F])\u1031|(?<![\u1000-\u1021\u103A\u103F])\u103B|\u103A(?:[\u102B-\u1032\u1036\u103C-\u103E]|\u103B(?=[\u1000-\u1021]))/g

const BURMESE = /[\u1000-\u109F]/
/** A text of Zawgyi has one such place in a few letters, a misspelt one of Unicode in many. */
const LETTERS_PER_SIGN = 20

const isZawgyi = (text: string): boolean =>
  (text.match(ZAWGYI)?.length ?? 0) * LETTERS_PER_SIGN > (text.match(/[\u1000-\u109F]/g)?.length ?? 0)

/** The letter wa looks like the digit zero, which no letter follows but in a number. */
const ZERO_FOR_WA = /(?<![\u1040-\u1049])\u1040(?=[\u1000-\u103E\u1060-\u1097])/g
/** No syllable has more signs, and a run of thousands is not read again from each of them. */
const SYLLABLE =
  /([\u1031\u103C]{0,3})([\u1000-\u102A\u103F])((?:\u1039[\u1000-\u1021]){0,2})([\u102B-\u1030\u1032-\u1038\u103A\u103B\u103D\u103E\uE000]{0,10})/g
/** Signs of a syllable in the order in which Unicode has them. */
const ORDER =
  '\u103B\u103C\u103D\u103E\u1031\u102D\u102E\u1032\u102F\u1030\u102B\u102C\u103A\u1036\u1037\u1038'

/** A text in Unicode, whichever way it was typed. */
export function unicodeBurmese(text: string): string {
  if (!BURMESE.test(text) || !isZawgyi(text)) return text
  return text
    .replace(ZERO_FOR_WA, '\u101D')
    .replace(ANY_SIGN, (sign) => SIGNS[sign] ?? sign)
    .replace(SYLLABLE, (_, before: string, letter: string, below: string, after: string) => {
      const signs = Array.from(before + after)
      const kinzi = signs.includes(KINZI) ? '\u1004\u103A\u1039' : ''
      const ordered = signs
        .filter((sign) => sign !== KINZI)
        .sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
      return `${kinzi}${letter}${below}${ordered.join('')}`
    })
    .replaceAll('\u1025\u103A', '\u1009\u103A')
    .replaceAll('\u1025\u102E', '\u1026')
}
