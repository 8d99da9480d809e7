import { createHash, randomBytes } from 'node:crypto'

/** What is known of a browser that comes again: a hash of its key, so that who reads the database cannot be it. */
export const browserIdOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

export const newBrowserToken = (): string => randomBytes(32).toString('base64url')
