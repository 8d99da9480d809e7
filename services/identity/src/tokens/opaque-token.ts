import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits; who has it is believed. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: being random, it needs no slow hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
