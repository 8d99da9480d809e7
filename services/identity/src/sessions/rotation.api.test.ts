import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { tokensIn } from './sign-in.testing.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls
const EMAIL = 'mai@example.com'
const PASSWORD = 'a lantern by the river'

await identity.register(host.ctx(), { email: EMAIL, password: PASSWORD, name: 'Mai' })
const login = async () => tokensIn(await identity.login(host.ctx(), { email: EMAIL, password: PASSWORD }))
const refresh = (refreshToken: string) => identity.refresh(host.ctx(), { refreshToken })
const isGood = async (token: string) => (await identity.resolveSession(host.ctx(), { token })) !== null

describe('refresh tokens', () => {
  it('are good one at a time, and one that comes again ends the session for all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 }), async (choices) => {
        const issued = [(await login()).refreshToken]
        let ended = false
        for (const back of choices) {
          const index = Math.max(0, issued.length - 1 - back)
          const newest = index === issued.length - 1
          const answer = refresh(issued[index] ?? '')
          if (newest && !ended) issued.push((await answer).refreshToken)
          else {
            await expect(answer).rejects.toMatchObject({ status: 401, code: 'identity.session-ended' })
            ended = true
          }
          const good = await Promise.all(issued.map(isGood))
          expect(good).toEqual(issued.map((_, place) => !ended && place === issued.length - 1))
        }
      }),
      { numRuns: 12 },
    )
  })

  it('brought twice at once end the session: one of the two is a thief', async () => {
    const { refreshToken } = await login()
    const answers = await Promise.allSettled([
      refresh(refreshToken),
      refresh(refreshToken),
      refresh(refreshToken),
    ])
    const won = answers.filter((answer) => answer.status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(await isGood(won[0]?.value.refreshToken ?? '')).toBe(false)
  })

  it('are kept as hashes only', async () => {
    const { refreshToken } = await login()
    const { rows } = await host.db.pool.query<{ everything: string }>(
      `select string_agg(t::text, ' ') as everything from identity.refresh_tokens t`,
    )
    expect(rows[0]?.everything).not.toContain(refreshToken)
  })

  it.each(['', 'x', 'a.b.c', '../../etc', "' or 1=1 --"])('%j is none', async (token) => {
    await expect(refresh(token)).rejects.toMatchObject({ status: 401, code: 'identity.session-ended' })
    expect(await isGood(token)).toBe(false)
  })

  it('end when the session’s time is over, by the clock of the database', async () => {
    const { refreshToken, accessToken } = await login()
    await host.db.pool.query(`update identity.sessions set expires_at = now()`)
    expect([await isGood(refreshToken), await isGood(accessToken)]).toEqual([false, false])
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: 'identity.session-ended' })
  })
})
