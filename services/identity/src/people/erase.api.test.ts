import { expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls

it('takes mails that wait for the person along, whatever they know them by, and nobody else’s', async () => {
  const account = { email: 'gone@example.com', password: 'a last look back' }
  await identity.register(host.ctx(), { ...account, name: 'Gone' })
  const { userId } = await signIn(host, account)
  const waiting = [
    { email: account.email },
    { kind: 'account', userId },
    { kind: 'news', news: { userId } },
    { email: 'stays@example.com' },
  ]
  for (const payload of waiting)
    await host.db.pool.query(
      `select platform.enqueue('test.wait', $1::json, now() + interval '1 hour', null)`,
      [JSON.stringify(payload)],
    )

  const erasure = { userId, erasureId: newId('era'), keepReviews: false }
  expect(await identity.erasePerson(host.ctx(), erasure)).toEqual({ erased: true })
  const { rows } = await host.db.pool.query<{ payload: unknown }>(
    `select payload from graphile_worker._private_jobs where run_at > now() + interval '30 minutes'
       and payload::text ~ 'example|usr_'`,
  )
  expect(rows.map(({ payload }) => payload)).toEqual([{ email: 'stays@example.com' }])
})
