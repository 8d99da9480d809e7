import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

/** What an issuer says of somebody who has an account there. */
interface Account {
  email?: string
  email_verified?: boolean
  name?: string
}

/** A real OpenID Connect issuer on a free port of this machine, where whoever `loggedIn` names is logged in already. */
export interface TestIssuer {
  url: string
  clientId: string
  clientSecret: string
  accounts: Record<string, Account>
  loggedIn: string
  /** Visits an address as a browser that follows redirects; answers what comes back to the mall. */
  visit(address: string): Promise<{ state: string; code?: string; iss?: string }>
  stop(): Promise<void>
}

const CLIENT = { clientId: 'tradewind', clientSecret: 'a secret between the two of us' }

const HOUR = 3_600

export async function startIssuer(): Promise<TestIssuer> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer: TestIssuer = {
    url,
    ...CLIENT,
    accounts: {},
    loggedIn: '',
    visit: (address) => follow(address),
    stop: () => close(server),
  }
  const provider = await providerAt(url, issuer)
  const serve = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void serve(request, response)
    // Logged in, and agreed to come back to a native client.
    const result = { login: { accountId: issuer.loggedIn }, consent: {} }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  return issuer
}

async function providerAt(url: string, issuer: TestIssuer): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return new Provider(url, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        // A native client may come back to any port of this machine.
        application_type: 'native',
        redirect_uris: ['http://localhost/log-in/return'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: HOUR,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...issuer.accounts[accountId] }),
    }),
    // Nobody is asked what the mall may know.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
}

async function follow(
  address: string,
  cookies = new Map<string, string>(),
  hops = 8,
): Promise<{ state: string; code?: string; iss?: string }> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
  const location = answer.headers.get('location')
  if (!location || hops === 0) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`)
  const next = new URL(location, address)
  if (next.pathname !== '/log-in/return') return follow(next.href, cookies, hops - 1)
  const { state = '', code, iss } = Object.fromEntries(next.searchParams)
  return { state, ...(code !== undefined && { code }), ...(iss !== undefined && { iss }) }
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
