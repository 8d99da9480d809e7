import { createHash, randomInt } from 'node:crypto'

// Without letters that are taken for one another on paper.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CODES = 10
/** When it is time for new ones. */
export const FEW_RECOVERY_CODES = 3
const GROUPS = 4
const GROUP_LENGTH = 4

/** Ten codes of 80 random bits, `k3mp-07xq-…`. */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, newCode)

const newCode = (): string => Array.from({ length: GROUPS }, () => group()).join('-')
const group = (): string =>
  Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** What is kept of a code, however it was typed in. */
export const hashRecoveryCode = (code: string): string =>
  createHash('sha256').update(readCode(code)).digest('hex')

/** A code as people type it in: with blanks and dashes, in capitals, with o for zero. */
export const readCode = (code: string): string =>
  code.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
