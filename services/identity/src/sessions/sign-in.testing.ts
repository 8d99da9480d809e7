import { decodeJwt } from 'jose'
import type { Static } from 'typebox'
import type { CallContext, OutputOf, Service } from '@tradewind/platform/contract'
import type { account, identity, Portal } from '../contract/index.ts'

interface SignedIn {
  userId: string
  sessionId: string
  accessToken: string
  refreshToken: string
  /** The context of calls that the person makes in this session. */
  ctx(over?: Partial<CallContext>): CallContext
}

/** The tokens of a log-in that asks for no code. */
export function tokensIn(answer: OutputOf<typeof account.login>): OutputOf<typeof account.refresh> {
  if ('challenge' in answer) throw new Error('this account asks for a code')
  return answer
}

/** Logs a person in, as a test's story needs them. */
export async function signIn(
  host: { calls: { identity: Service<typeof identity> }; ctx(over?: Partial<CallContext>): CallContext },
  account: { email: string; password: string; portal?: Static<typeof Portal> },
): Promise<SignedIn> {
  const { accessToken, refreshToken } = tokensIn(await host.calls.identity.login(host.ctx(), account))
  const claims = decodeJwt(accessToken)
  const actor = { userId: String(claims.sub), sessionId: String(claims['sid']) }
  const ctx = (over: Partial<CallContext> = {}) => host.ctx({ actor: { kind: 'buyer', ...actor }, ...over })
  return { ...actor, accessToken, refreshToken, ctx }
}
