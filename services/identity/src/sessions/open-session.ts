import type { Transaction } from 'kysely'
import type { Static } from 'typebox'
import type { PlatformConfig } from '@tradewind/platform/config'
import type { CallContext } from '@tradewind/platform/contract'
import { forbidden, newId } from '@tradewind/kernel'
import type { Challenge, Portal, SessionTokens } from '../contract/index.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import type { Linked } from '../issuers/issuers.queries.ts'
import { tellPerson } from '../people/tell.ts'
import type { IdentityTables } from '../tables.ts'
import { hashToken, newToken } from '../tokens/opaque-token.ts'
import type { AccessTokens } from './access-token.ts'
import { insertChallenge } from './challenges.queries.ts'
import { deviceName, deviceOf } from './device.rules.ts'
import { browserHashOf, noteBrowser } from './known-browsers.ts'
import { insertSession } from './sessions.queries.ts'
import { ACCESS_TOKEN_SECONDS, powersIn, type Entrant } from './sessions.rules.ts'

type PortalName = Static<typeof Portal>

/** A session that was opened, before its tokens are signed. */
export interface Opened {
  sessionId: string
  userId: string
  portal: PortalName
  refreshToken: string
}

/** Throws 403 for those who have no business in a portal, or may enter it by two factors only and have but one. */
export function assertWelcome(
  { loopbackOnly, operatorSecondFactor }: PlatformConfig,
  { demo, operator, codesOn }: Entrant,
  portal: PortalName,
  strong: boolean,
): void {
  if (demo && !loopbackOnly) throw forbidden('identity.demo-log-in-refused')
  if (!powersIn(portal, { operator, store: null })) throw forbidden('identity.not-for-this-portal')
  if (portal === 'admin' && operatorSecondFactor && !strong && !codesOn)
    throw forbidden('identity.second-factor-required')
}

/** Opens a session in the browser that asks, and tells its owner by mail where that browser is a new one. */
export async function openSession(
  tx: Transaction<IdentityTables>,
  deps: Pick<IdentityDeps, 'emit'>,
  ctx: CallContext,
  { userId, portal, strong }: { userId: string; portal: PortalName; strong: boolean },
): Promise<Opened> {
  const session = { sessionId: newId('ses'), userId, portal }
  const refreshToken = newToken()
  const device = deviceOf(ctx.userAgent)
  await insertSession(tx, { ...session, ...device, strong, tokenHash: hashToken(refreshToken) })
  if (await noteBrowser(tx, userId, browserHashOf(userId, ctx, device)))
    await tellPerson(tx, deps, userId, { kind: 'new-browser', device: deviceName(device) })
  return { ...session, refreshToken }
}

/** Opens a session for a person with one factor; one who has a second is asked for it first. */
export async function openOrAsk(
  tx: Transaction<IdentityTables>,
  deps: Pick<IdentityDeps, 'emit'>,
  ctx: CallContext,
  { id: userId, codesOn }: Entrant,
  portal: PortalName,
): Promise<Opened | Static<typeof Challenge>> {
  return codesOn
    ? askForCode(tx, { userId, portal })
    : openSession(tx, deps, ctx, { userId, portal, strong: false })
}

/** Asks for a code, whose right answer also connects the account elsewhere, if one is given. */
export async function askForCode(
  tx: Transaction<IdentityTables>,
  waiting: { userId: string; portal: PortalName; linked?: Linked },
): Promise<Static<typeof Challenge>> {
  const challenge = newToken()
  await insertChallenge(tx, { tokenHash: hashToken(challenge), ...waiting })
  return { challenge }
}

/** What the person gets: the tokens of a session, or a challenge as it is. */
export async function answerOf(
  accessTokens: AccessTokens,
  opened: Opened | Static<typeof Challenge>,
): Promise<Static<typeof SessionTokens> | Static<typeof Challenge>> {
  return 'challenge' in opened ? opened : tokensOf(accessTokens, opened)
}

/** What the person gets for a session. */
export async function tokensOf(
  accessTokens: AccessTokens,
  { refreshToken, ...session }: Opened,
): Promise<Static<typeof SessionTokens>> {
  return {
    portal: session.portal,
    accessToken: await accessTokens.sign(session),
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
    refreshToken,
  }
}
