import type { Answer } from '@tradewind/api-client'

/** How the person's account is protected. */
export type Security = Answer<'identity.getSecurity'>
