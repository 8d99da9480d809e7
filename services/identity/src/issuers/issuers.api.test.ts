import { createServer } from 'node:http'
import { Secret, TOTP } from 'otpauth'
import { afterAll, describe, expect, it } from 'vitest'
import { eventually, testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'
import { startIssuer } from './issuer.testing.ts'

const issuer = await startIssuer()
afterAll(() => issuer.stop())
const { url, clientId, clientSecret } = issuer
const ACME = { id: 'acme', label: 'Acme', issuer: url, clientId, clientSecret }
const host = await testHost({
  services: [identityService],
  env: { PUBLIC_URL: 'http://localhost:4000', OIDC_ISSUERS: JSON.stringify([ACME]) },
})
const { identity } = host.calls
const PASSWORD = 'a garden behind the wall'
const BROWSER = { browserId: 'mine' }
const refusal = (status: number, code: string) => expect.objectContaining({ status, code })
const REFUSED = refusal(422, 'identity.issuer-refused')
type Portal = 'mall' | 'merchant' | 'admin'

/** Somebody with an account at the issuer. */
const account = (name: string, over: { email_verified?: boolean } = {}) => {
  issuer.accounts[name] = { email: `${name}@example.com`, email_verified: true, name: 'Somebody', ...over }
  issuer.loggedIn = name
  return `${name}@example.com`
}
const begin = async (input: { portal?: Portal; to?: string } = {}) =>
  (await identity.beginIssuerLogIn(host.ctx(BROWSER), { issuerId: 'acme', ...input })).url
const back = async (input: { portal?: Portal; to?: string } = {}) => issuer.visit(await begin(input))
const finish = (answer: { state: string; code?: string }, over = BROWSER) =>
  identity.finishIssuerLogIn(host.ctx(over), answer)
/** Logs in with whoever the issuer knows, and answers their context. */
async function enter(input: { portal?: Portal } = {}) {
  const answer = await finish(await back(input))
  if (!('refreshToken' in answer)) throw new Error(`no session: ${Object.keys(answer).join()}`)
  const session = await identity.resolveSession(host.ctx(), { token: answer.refreshToken })
  if (!session) throw new Error('no session')
  const actor = { kind: 'buyer', userId: session.userId, sessionId: session.sessionId } as const
  return { ...session, ctx: (over = {}) => host.ctx({ actor, ...BROWSER, ...over }) }
}

describe('log-in with an account elsewhere', () => {
  it('opens an account for a verified address, and the same one from then on', async () => {
    const email = account('nobody-yet')
    const first = await enter()
    const me = await identity.me(first.ctx(), {})
    expect(me).toMatchObject({ email, name: 'Somebody' })
    issuer.accounts['nobody-yet'] = { email: 'moved@example.com', email_verified: false }
    expect((await enter()).userId).toBe(first.userId)
    const wrong = identity.login(host.ctx(), { email, password: 'anything at all' })
    await expect(wrong).rejects.toEqual(refusal(401, 'identity.wrong-credentials'))
  })

  it('sends the browser with PKCE, state and nonce, none of which is kept', async () => {
    account('careful')
    const address = new URL(await begin({ to: '/en/cart' }))
    expect(address.origin).toBe(issuer.url)
    const { state = '', nonce = '', ...query } = Object.fromEntries(address.searchParams)
    expect(query).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', client_id: clientId })
    const { rows } = await host.db.pool.query<{ all: string }>(
      `select string_agg(f::text, ' ') as all from identity.issuer_flows f`,
    )
    for (const secret of [state, nonce]) expect(rows[0]?.all).not.toContain(secret)
    expect(await finish(await issuer.visit(address.href))).toMatchObject({ to: '/en/cart' })
    const outside = begin({ to: '//elsewhere.example' })
    await expect(outside).rejects.toThrow('contract')
  })

  it('comes back in the language and portal it began in, which nobody can change on the way', async () => {
    account('reader')
    const { url: address } = await identity.beginIssuerLogIn(host.ctx({ ...BROWSER, locale: 'th' }), {
      issuerId: 'acme',
      portal: 'merchant',
    })
    const answer = await issuer.visit(address)
    expect(answer.state).toMatch(/^[A-Za-z0-9_-]{43}\.th\.merchant$/)
    const other = finish({ ...answer, state: answer.state.replace('.th.', '.ja.') })
    await expect(other).rejects.toEqual(REFUSED)
    await expect(finish(answer)).rejects.toEqual(refusal(403, 'identity.issuer-not-linked'))
  })

  it('takes each answer once, in the browser that began, with the state it began with', async () => {
    account('once')
    const answer = await back()
    await expect(finish(answer, { browserId: 'another' })).rejects.toEqual(REFUSED)
    await expect(finish(answer)).rejects.toEqual(REFUSED)

    const replayed = await back()
    await finish(replayed)
    await expect(finish(replayed)).rejects.toEqual(REFUSED)
    await expect(finish({ ...(await back()), state: 'guessed' })).rejects.toEqual(REFUSED)

    // A code of one log-in in another is wrong at the issuer.
    const [mine, other] = [await back(), await back()]
    await expect(finish({ ...mine, code: other.code ?? '' })).rejects.toEqual(REFUSED)
    await expect(finish({ state: other.state })).rejects.toEqual(REFUSED)

    const late = await back()
    await host.db.pool.query('update identity.issuer_flows set expires_at = now()')
    await expect(finish(late)).rejects.toEqual(REFUSED)
  })

  it('never takes over an account by its address: the password connects, once', async () => {
    const email = account('owner')
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Owner' })
    const answer = await finish(await back())
    expect(answer).toEqual({ offer: expect.any(String), email, label: 'Acme', to: null })
    const offer = 'offer' in answer ? answer.offer : ''
    const confirm = (password: string) => identity.confirmIssuerLink(host.ctx(BROWSER), { offer, password })
    await expect(confirm('guessed it')).rejects.toEqual(refusal(401, 'identity.wrong-credentials'))
    expect(await confirm(PASSWORD)).toMatchObject({ portal: 'mall' })
    await expect(confirm(PASSWORD)).rejects.toEqual(refusal(401, 'identity.challenge-ended'))
    const owner = await enter()
    expect((await identity.getSecurity(owner.ctx(), {})).issuers).toEqual([
      { id: 'acme', label: 'Acme', linked: true },
    ])
  })

  it('is not connected by the password alone where codes are asked for: the code connects', async () => {
    const email = account('two-steps')
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Owner' })
    const owner = await signIn(host, { email, password: PASSWORD })
    const { secret } = await identity.beginTotp(owner.ctx(), {})
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    await identity.confirmTotp(owner.ctx(), { code: code() })
    await host.db.pool.query('update identity.authenticators set last_step = 0')
    const connected = async () => (await identity.getSecurity(owner.ctx(), {})).issuers[0]?.linked

    const answer = await finish(await back())
    const offer = 'offer' in answer ? answer.offer : ''
    const asked = await identity.confirmIssuerLink(host.ctx(BROWSER), { offer, password: PASSWORD })
    const challenge = 'challenge' in asked ? asked.challenge : ''
    const give = (typed: string) => identity.answerChallenge(host.ctx(BROWSER), { challenge, code: typed })
    await expect(give('000000')).rejects.toEqual(refusal(401, 'identity.wrong-code'))
    expect(await connected()).toBe(false)
    expect(await give(code())).toMatchObject({ portal: 'mall' })
    expect(await connected()).toBe(true)
  })

  it('takes no address that is not verified, for a new account or an old one', async () => {
    account('unverified', { email_verified: false })
    const refused = refusal(422, 'identity.email-not-verified')
    await expect(finish(await back())).rejects.toEqual(refused)
    const email = account('claims-it', { email_verified: false })
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Owner' })
    await expect(finish(await back())).rejects.toEqual(refused)
  })

  it('lets nobody into the other portals who has not connected it, and still asks for a second factor', async () => {
    const email = account('merchant')
    await expect(finish(await back({ portal: 'merchant' }))).rejects.toEqual(
      refusal(403, 'identity.issuer-not-linked'),
    )
    const mall = await enter()
    expect(await enter({ portal: 'merchant' })).toMatchObject({ portal: 'merchant' })
    await expect(finish(await back({ portal: 'admin' }))).rejects.toEqual(
      refusal(403, 'identity.not-for-this-portal'),
    )
    await identity.beginTotp(mall.ctx(), {})
    await host.db.pool.query('update identity.authenticators set on_since = now() where user_id = $1', [
      mall.userId,
    ])
    expect(Object.keys(await finish(await back()))).toEqual(['challenge', 'to'])
    expect(email).toBe('merchant@example.com')
  })
})

/** What the mail of a reset brings. */
async function mailedToken(email: string): Promise<string> {
  await identity.requestReset(host.ctx(), { email })
  return eventually(async () => {
    const { rows } = await host.db.pool.query<{ token: string }>(
      `select payload->>'token' as token from identity.outbox where payload->>'email' = $1 and payload->>'kind' = 'reset'`,
      [email],
    )
    if (!rows[0]) throw new Error('no mail yet')
    return rows[0].token
  })
}

describe('an account elsewhere', () => {
  const linkFrom = async (person: { ctx(over?: object): ReturnType<typeof host.ctx> }) => {
    const { url: address } = await identity.beginIssuerLogIn(person.ctx(BROWSER), {
      issuerId: 'acme',
      link: true,
    })
    return finish(await issuer.visit(address))
  }

  it('is connected by who is logged in, belongs to one person, and can be let go', async () => {
    account('shared')
    const people = await Promise.all(
      ['first', 'second'].map(async (name) => {
        await identity.register(host.ctx(), { email: `${name}@example.com`, password: PASSWORD, name })
        return signIn(host, { email: `${name}@example.com`, password: PASSWORD })
      }),
    )
    const [first, second] = people
    if (!first || !second) throw new Error('nobody')
    expect(await linkFrom(first)).toEqual({ linked: true, to: null })
    await expect(linkFrom(second)).rejects.toEqual(refusal(409, 'identity.issuer-taken'))
    expect((await enter()).userId).toBe(first.userId)
    await identity.unlinkIssuer(first.ctx(), { issuerId: 'acme' })
    expect(await linkFrom(second)).toEqual({ linked: true, to: null })

    await host.db.pool.query(`update identity.sessions set confirmed_at = now() - interval '1 hour'`)
    const stale = refusal(403, 'identity.confirm-first')
    await expect(linkFrom(second)).rejects.toEqual(stale)
    await expect(identity.unlinkIssuer(second.ctx(), { issuerId: 'acme' })).rejects.toEqual(stale)
  })

  it('is not connected from a session that ended meanwhile, by its owner or by a new password', async () => {
    account('too-late')
    const email = 'leaves@example.com'
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Leaves' })
    const begun = async () => {
      const { ctx } = await signIn(host, { email, password: PASSWORD })
      const { url: address } = await identity.beginIssuerLogIn(ctx(BROWSER), { issuerId: 'acme', link: true })
      return { ctx, answer: await issuer.visit(address) }
    }
    const left = await begun()
    await identity.logout(left.ctx(), {})
    await expect(finish(left.answer)).rejects.toEqual(REFUSED)

    const replaced = await begun()
    issuer.accounts['same-address'] = { email, email_verified: true }
    issuer.loggedIn = 'same-address'
    const answer = await finish(await back())
    const offer = 'offer' in answer ? answer.offer : ''
    await identity.confirmReset(host.ctx(), { token: await mailedToken(email), password: 'new from now on' })
    await expect(finish(replaced.answer)).rejects.toEqual(REFUSED)
    const late = identity.confirmIssuerLink(host.ctx(BROWSER), { offer, password: 'new from now on' })
    await expect(late).rejects.toEqual(refusal(401, 'identity.challenge-ended'))
  })

  it('is not let go while it is the last way in; a password by mail is another', async () => {
    const email = account('passwordless')
    const person = await enter()
    const leave = () => identity.unlinkIssuer(person.ctx(), { issuerId: 'acme' })
    expect((await identity.getSecurity(person.ctx(), {})).hasPassword).toBe(false)
    await expect(leave()).rejects.toEqual(refusal(422, 'identity.last-way-in'))

    await identity.confirmReset(host.ctx(), { token: await mailedToken(email), password: PASSWORD })
    const again = await signIn(host, { email, password: PASSWORD })
    await identity.unlinkIssuer(again.ctx(), { issuerId: 'acme' })
    const answer = await finish(await back())
    expect(Object.keys(answer)).toContain('offer')
  })
})

describe('an issuer that is down or slow', () => {
  const unreachable = refusal(503, 'identity.issuer-unreachable')

  it('is refused clearly, and never in the way of a password', async () => {
    const gone = await startIssuer()
    await gone.stop()
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    host.config.oidcIssuers = [
      ACME,
      { ...ACME, id: 'gone', issuer: gone.url },
      { ...ACME, id: 'silent', issuer: `http://127.0.0.1:${port}` },
    ]
    const asked = Promise.allSettled(
      ['gone', 'silent'].map((issuerId) => identity.beginIssuerLogIn(host.ctx(BROWSER), { issuerId })),
    )
    const email = 'patient@example.com'
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Patient' })
    await signIn(host, { email, password: PASSWORD })
    for (const answer of await asked) expect(answer).toMatchObject({ reason: unreachable })
    silent.closeAllConnections()
    silent.close()

    account('down')
    const answer = await back()
    await issuer.stop()
    await expect(finish(answer)).rejects.toEqual(unreachable)
  })
})
