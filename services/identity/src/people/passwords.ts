import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { refused } from '@tradewind/kernel'
import { isWeakPassword } from './passwords.rules.ts'

// Costs as much to check as a real one, and nothing hashes to it.
const NOBODYS_HASH = `${'0'.repeat(32)}:${'0'.repeat(128)}`

/** Whether the password is right; as slow for an unknown account, so that the time taken tells nothing. */
export async function passwordMatches(password: string, passwordHash: string | undefined): Promise<boolean> {
  const right = await verifyPassword({ password, hash: passwordHash ?? NOBODYS_HASH })
  return right && passwordHash !== undefined
}

/** Hashes a new password; refuses those that are guessed first. */
export async function hashNewPassword(password: string, email: string): Promise<string> {
  if (isWeakPassword(password, email)) throw refused('identity.weak-password')
  return hashPassword(password)
}
