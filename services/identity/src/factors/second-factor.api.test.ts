import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { eventually, testHost } from '@tradewind/platform/testing'
import { contentService } from '@tradewind/content/service'
import { identityService } from '../service.ts'
import { signIn, tokensIn } from '../sessions/sign-in.testing.ts'

const host = await testHost({ services: [identityService, contentService] })
const { identity } = host.calls
const PASSWORD = 'two keys for one door'

const register = (email: string) => identity.register(host.ctx(), { email, password: PASSWORD, name: 'Mai' })
const login = (email: string, over = {}) => identity.login(host.ctx(over), { email, password: PASSWORD })
/** The code an app shows so many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
/** Forgets which codes were used, so that a story need not wait half a minute. */
const nextHalfMinute = () => host.db.pool.query('update identity.authenticators set last_step = 0')
const refusal = (status: number, code: string) => expect.objectContaining({ status, code })
const mailsTo = async (email: string) => {
  const { rows } = await host.db.pool.query<{ kind: string }>(
    `select payload->>'kind' as kind from identity.outbox where payload->>'email' = $1 order by id`,
    [email],
  )
  return rows.map(({ kind }) => kind)
}

/** A person whose second factor is on, in the session they turned it on in. */
async function protectedPerson(email: string) {
  await register(email)
  const person = await signIn(host, { email, password: PASSWORD })
  const { secret } = await identity.beginTotp(person.ctx(), {})
  const { recoveryCodes } = await identity.confirmTotp(person.ctx(), { code: codeOf(secret) })
  await nextHalfMinute()
  return { ...person, secret, recoveryCodes }
}

async function challengeOf(email: string): Promise<string> {
  const answer = await login(email)
  if (!('challenge' in answer)) throw new Error('no challenge')
  expect(Object.keys(answer)).toEqual(['challenge'])
  return answer.challenge
}
const answer = (challenge: string, code: string) => identity.answerChallenge(host.ctx(), { challenge, code })

describe('the mall', () => {
  it('is called by its name in the app and on the device, in the language of their owner', async () => {
    await register('kai@example.com')
    const kai = await signIn(host, { email: 'kai@example.com', password: PASSWORD })
    const named = async (locale: 'de' | 'ja') => {
      const ctx = { ...kai.ctx(), locale }
      const { uri } = await identity.beginTotp(ctx, {})
      const { options } = await identity.beginPasskey(ctx, {})
      return [new URL(uri).searchParams.get('issuer'), options['rp']]
    }
    const id = new URL(host.config.publicUrl).hostname
    expect(await named('de')).toEqual(['Tradewind', { id, name: 'Tradewind' }])
    const { content } = host.calls
    const operator = host.ctx({ actor: host.operator() })
    const { version } = await content.getBrandForEdit(operator, {})
    const name = { en: 'Harbour & Sons', ja: '港屋' }
    const brand = { name, claim: {}, about: {}, colour: null, mark: null }
    await content.saveBrand({ ...operator, ifMatch: version }, brand)
    await host.quiet()
    expect(await named('de')).toEqual(['Harbour & Sons', { id, name: 'Harbour & Sons' }])
    expect(await named('ja')).toEqual(['港屋', { id, name: '港屋' }])
  })
})

describe('a second factor', () => {
  it('is on once the app’s first code came back, and asks for a code from then on', async () => {
    const email = 'mai@example.com'
    await register(email)
    const mai = await signIn(host, { email, password: PASSWORD })
    const begun = await identity.beginTotp(mai.ctx(), {})
    expect(begun.uri).toContain(begun.secret)
    expect(begun.qrSvg).toMatch(/^<svg/)
    const elsewhere = await signIn(host, { email, password: PASSWORD })
    const wrong = identity.confirmTotp(mai.ctx(), { code: codeOf(begun.secret, 5) })
    await expect(wrong).rejects.toEqual(refusal(422, 'identity.wrong-code'))

    const { recoveryCodes } = await identity.confirmTotp(mai.ctx(), { code: codeOf(begun.secret) })
    expect(recoveryCodes).toHaveLength(10)
    expect(await identity.resolveSession(host.ctx(), { token: elsewhere.refreshToken })).toBeNull()
    expect(await identity.getSecurity(mai.ctx(), {})).toEqual({
      email,
      hasPassword: true,
      confirmed: true,
      totp: { on: true, recoveryCodesLeft: 10, codesRunLow: false },
      passkeys: [],
      issuers: [],
    })
    await expect(identity.beginTotp(mai.ctx(), {})).rejects.toMatchObject({ status: 409 })
    expect(await mailsTo(email)).toEqual(['welcome', 'factor-added'])

    await nextHalfMinute()
    const { refreshToken } = await answer(await challengeOf(email), codeOf(begun.secret))
    expect(await identity.resolveSession(host.ctx(), { token: refreshToken })).toMatchObject({
      userId: mai.userId,
    })
  })

  it('takes each code once, from two who bring it at once too', async () => {
    const { secret } = await protectedPerson('once@example.com')
    const code = codeOf(secret)
    const challenges = [await challengeOf('once@example.com'), await challengeOf('once@example.com')]
    const answers = await Promise.allSettled(challenges.map((challenge) => answer(challenge, code)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const replay = answer(await challengeOf('once@example.com'), code)
    await expect(replay).rejects.toEqual(refusal(401, 'identity.wrong-code'))
    const older = answer(await challengeOf('once@example.com'), codeOf(secret, -1))
    await expect(older).rejects.toEqual(refusal(401, 'identity.wrong-code'))
  })

  it('gives way to a recovery code, each once; new ones end the old', async () => {
    const { recoveryCodes, ...person } = await protectedPerson('lost@example.com')
    const [first = '', second = ''] = recoveryCodes
    await answer(await challengeOf('lost@example.com'), first.toUpperCase().replaceAll('-', ' '))
    const again = answer(await challengeOf('lost@example.com'), first)
    await expect(again).rejects.toEqual(refusal(401, 'identity.wrong-code'))
    const totp = async () => (await identity.getSecurity(person.ctx(), {})).totp
    expect(await totp()).toEqual({ on: true, recoveryCodesLeft: 9, codesRunLow: false })
    const wrong = identity.confirm(person.ctx(), { code: 'k3mp-07xq-k3mp-07xq' })
    await expect(wrong).rejects.toEqual(refusal(422, 'identity.wrong-code'))
    for (const code of recoveryCodes.slice(2, 8)) await identity.confirm(person.ctx(), { code })
    expect(await totp()).toEqual({ on: true, recoveryCodesLeft: 3, codesRunLow: true })

    const fresh = await identity.renewRecoveryCodes(person.ctx(), {})
    const old = answer(await challengeOf('lost@example.com'), second)
    await expect(old).rejects.toEqual(refusal(401, 'identity.wrong-code'))
    await answer(await challengeOf('lost@example.com'), fresh.recoveryCodes[0] ?? '')
    const { rows } = await host.db.pool.query<{ left: number }>(
      `select (payload->>'codesLeft')::int as left from identity.outbox
       where payload->>'email' = 'lost@example.com' and payload->>'kind' = 'code-spent' order by id`,
    )
    expect(rows.map(({ left }) => left)).toEqual([9, 8, 7, 6, 5, 4, 3, 9])
    expect(await mailsTo('lost@example.com')).toContain('codes-renewed')
  })

  it('has a challenge that ends: answered, after five minutes, or with a new password', async () => {
    const { secret } = await protectedPerson('slow@example.com')
    const ended = refusal(401, 'identity.challenge-ended')
    const answered = await challengeOf('slow@example.com')
    await answer(answered, codeOf(secret))
    await nextHalfMinute()
    await expect(answer(answered, codeOf(secret))).rejects.toEqual(ended)
    await expect(answer('guessed', codeOf(secret))).rejects.toEqual(ended)

    const late = await challengeOf('slow@example.com')
    await host.db.pool.query('update identity.challenges set expires_at = now()')
    await expect(answer(late, codeOf(secret))).rejects.toEqual(ended)

    const before = await challengeOf('slow@example.com')
    await identity.requestReset(host.ctx(), { email: 'slow@example.com' })
    const token = await eventually(async () => {
      const { rows } = await host.db.pool.query<{ token: string }>(
        `select payload->>'token' as token from identity.outbox where payload->>'kind' = 'reset'`,
      )
      if (!rows[0]) throw new Error('no mail yet')
      return rows[0].token
    })
    await identity.confirmReset(host.ctx(), { token, password: 'another door altogether' })
    await expect(answer(before, codeOf(secret))).rejects.toEqual(ended)
    expect(await mailsTo('slow@example.com')).toEqual(
      expect.arrayContaining(['factor-added', 'reset', 'password-changed']),
    )
  })

  it('makes who guesses codes wait, though they know the password', async () => {
    const { secret } = await protectedPerson('guess@example.com')
    const challenge = await challengeOf('guess@example.com')
    await expect(answer(challenge, '000000')).rejects.toEqual(refusal(401, 'identity.wrong-code'))
    await host.db.pool.query(`update identity.attempts set failures = 19 where kind = 'factor'`)
    await expect(answer(challenge, '000000')).rejects.toEqual(refusal(401, 'identity.wrong-code'))
    const next = await challengeOf('guess@example.com')
    await expect(answer(next, codeOf(secret))).rejects.toMatchObject({ status: 429 })
  })

  it('is never seen without the right password', async () => {
    await protectedPerson('quiet@example.com')
    await register('plain@example.com')
    const wrong = (email: string) => identity.login(host.ctx(), { email, password: 'not the password' })
    const answers = await Promise.allSettled([wrong('quiet@example.com'), wrong('plain@example.com')])
    expect(answers[0]).toEqual(answers[1])
  })

  it('lies sealed, and recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await protectedPerson('sealed@example.com')
    const { rows } = await host.db.pool.query<{ all: string }>(
      `select (select string_agg(encode(secret, 'escape'), ' ') from identity.authenticators) ||
        (select string_agg(c::text, ' ') from identity.recovery_codes c) as all`,
    )
    expect(rows[0]?.all).not.toContain(secret)
    for (const code of recoveryCodes) expect(rows[0]?.all).not.toContain(code)
  })
})

describe('what concerns security', () => {
  it('asks for a proof of the last ten minutes, by password or code', async () => {
    const person = await protectedPerson('proof@example.com')
    const age = () =>
      host.db.pool.query(`update identity.sessions set confirmed_at = now() - interval '10 minutes'`)
    await age()
    const first = refusal(403, 'identity.confirm-first')
    await expect(identity.removeTotp(person.ctx(), {})).rejects.toEqual(first)
    await expect(identity.renewRecoveryCodes(person.ctx(), {})).rejects.toEqual(first)
    expect((await identity.getSecurity(person.ctx(), {})).confirmed).toBe(false)

    const confirm = (proof: { password?: string; code?: string }) => identity.confirm(person.ctx(), proof)
    await expect(confirm({})).rejects.toEqual(refusal(422, 'identity.wrong-credentials'))
    await expect(confirm({ password: 'guessed it' })).rejects.toEqual(
      refusal(422, 'identity.wrong-credentials'),
    )
    await expect(confirm({ code: '000000' })).rejects.toEqual(refusal(422, 'identity.wrong-code'))
    await confirm({ code: codeOf(person.secret) })
    await age()
    await confirm({ password: PASSWORD })

    await identity.removeTotp(person.ctx(), {})
    tokensIn(await login('proof@example.com'))
    await expect(identity.removeTotp(person.ctx(), {})).rejects.toMatchObject({ status: 404 })
    expect(await mailsTo('proof@example.com')).toEqual(['welcome', 'factor-added', 'factor-removed'])
  })

  it('is told by mail when a browser comes that was not seen before', async () => {
    const email = 'seen@example.com'
    await register(email)
    const from = (browserId: string, userAgent: string) => login(email, { browserId, userAgent })
    await from('at-home', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')
    await from('at-home', 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0')
    expect(await mailsTo(email)).toEqual(['welcome'])
    await from('elsewhere', 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36')
    expect(await mailsTo(email)).toEqual(['welcome', 'new-browser'])
    await from('elsewhere', 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36')

    const here = await signIn(host, { email, password: PASSWORD })
    const { items } = await identity.listSessions(here.ctx(), {})
    expect(items.map(({ browser, system }) => [browser, system])).toEqual([
      [null, null],
      ['Chrome', 'Windows'],
      ['Chrome', 'Windows'],
      ['Firefox', 'Linux'],
      ['Firefox', 'Linux'],
    ])
    await identity.revokeOtherSessions(here.ctx(), {})
    expect((await identity.listSessions(here.ctx(), {})).items).toMatchObject([{ current: true }])
  })

  it('keeps operators out of the admin portal without a second factor, where the house wants it so', async () => {
    const email = 'operator@example.com'
    await identity.importPeople(host.ctx(), {
      people: [{ email, name: 'Operator', password: PASSWORD, locale: 'en', operator: true }],
    })
    const before = await signIn(host, { email, password: PASSWORD, portal: 'admin' })
    host.config.operatorSecondFactor = true
    expect(await identity.resolveSession(host.ctx(), { token: before.refreshToken })).toBeNull()
    const attempt = signIn(host, { email, password: PASSWORD, portal: 'admin' })
    await expect(attempt).rejects.toEqual(refusal(403, 'identity.second-factor-required'))

    const mall = await signIn(host, { email, password: PASSWORD })
    const { secret } = await identity.beginTotp(mall.ctx(), {})
    await identity.confirmTotp(mall.ctx(), { code: codeOf(secret) })
    await nextHalfMinute()
    const begun = await identity.login(host.ctx(), { email, password: PASSWORD, portal: 'admin' })
    const { refreshToken } = await answer('challenge' in begun ? begun.challenge : '', codeOf(secret))
    expect(await identity.resolveSession(host.ctx(), { token: refreshToken })).toMatchObject({
      operator: true,
    })
    host.config.operatorSecondFactor = false
  })
})
