import type { CallContext, Service } from '@tradewind/platform/contract'
import type { identity } from '../contract/index.ts'
import type { TestDevice } from './device.testing.ts'

interface Host {
  calls: { identity: Service<typeof identity> }
  ctx(over?: Partial<CallContext>): CallContext
}

const challengeIn = ({ options }: { options: Record<string, unknown> }) => String(options['challenge'])

/** Adds the device to the account of who is logged in. */
export async function addPasskey(
  { calls: { identity } }: Host,
  { ctx }: { ctx(): CallContext },
  device: TestDevice,
  name = 'Laptop',
) {
  const challenge = challengeIn(await identity.beginPasskey(ctx(), {}))
  return identity.addPasskey(ctx(), { ...device.make(challenge), transports: ['internal'], name })
}

/** Logs in by the device alone. */
export async function logInByPasskey(
  { calls: { identity }, ctx }: Host,
  device: TestDevice,
  portal: 'mall' | 'merchant' | 'admin' = 'mall',
) {
  const challenge = challengeIn(await identity.beginPasskeyLogIn(ctx(), {}))
  return identity.passkeyLogIn(ctx(), { ...device.use(challenge), portal })
}
