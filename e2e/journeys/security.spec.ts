import { expect, test, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { logIn, untilReady, visit } from '../src/buyer.ts'
import { mailsTo, mallUrl, RUN, textsIn } from '../src/mall.ts'
import { leave, personIn, type Person } from '../src/person.ts'
import { barriersOn } from '../src/screens.ts'

test.describe.configure({ mode: 'parallel' })

/** Gives the browser a device with a lock that opens to its owner, such as a telephone's. */
async function giveDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const press = ({ page, t }: Person, label: string) =>
  page
    .getByRole('main')
    .getByRole('button', { name: t(label), exact: true })
    .click()

async function openSecurity(person: Person): Promise<void> {
  await visit(person, '/account/security')
  await expect(person.page.getByRole('heading', { name: person.t('security.passkeys') })).toBeVisible()
}

async function logOut({ page, t }: Person): Promise<void> {
  await page.getByRole('button', { name: t('account.log-out') }).click()
  await page.waitForURL((url) => !url.pathname.includes('/account'))
}

test('who protects their account comes back by a recovery code, and by a passkey into every portal', async ({
  browser,
}) => {
  const buyer = await personIn(browser, 'de')
  const { page, t } = buyer
  const account = { email: `safe-${RUN}@example.com`, password: 'eine Laterne am Hafen' }
  const fill = async () => {
    await visit(buyer, '/log-in')
    await page.getByLabel(t('account.email')).fill(account.email)
    await page.getByLabel(t('account.password')).fill(account.password)
    await press(buyer, 'account.log-in')
  }
  await page.request.post(`${mallUrl()}/api/identity/register`, {
    data: { ...account, name: 'Safe', locale: 'de' },
  })
  await fill()
  await page.waitForURL(/\/account$/)

  await openSecurity(buyer)
  await press(buyer, 'security.totp-start')
  const secret = Secret.fromBase32(await page.locator('main form code').innerText())
  await page.getByLabel(t('security.code'), { exact: true }).fill(new TOTP({ secret }).generate())
  await press(buyer, 'security.turn-on')
  const codes = page.getByRole('status').getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recoveryCode = await codes.first().innerText()
  await press(buyer, 'security.recovery-kept')
  await expect(page.getByText(t('security.totp-on', { count: 10 }))).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
  await expect
    .poll(async () => (await mailsTo(account.email)).map(({ subject }) => subject))
    .toContain(t('mail.security.subject'))

  await logOut(buyer)
  await fill()
  await expect(page.getByRole('heading', { name: t('security.code-title') })).toBeVisible()
  await page.getByLabel(t('security.code'), { exact: true }).fill('000000')
  await press(buyer, 'security.go-on')
  await expect(page.getByRole('alert')).toHaveText(t('identity.wrong-code'))
  await page.getByLabel(t('security.code'), { exact: true }).fill(recoveryCode)
  await press(buyer, 'security.go-on')
  await page.waitForURL(/\/account$/)

  await giveDevice(page)
  await openSecurity(buyer)
  await press(buyer, 'security.passkey-add')
  await page.getByLabel(t('security.passkey-name')).fill('Laterne')
  await press(buyer, 'security.go-on')
  await expect(page.getByText('Laterne', { exact: true })).toBeVisible()
  await logOut(buyer)
  await visit(buyer, '/log-in')
  await press(buyer, 'security.passkey-log-in')
  await page.waitForURL(/\/account$/)

  await page.goto(`${mallUrl()}/merchant/log-in`)
  await press(buyer, 'security.passkey-log-in')
  await page.waitForURL(/\/merchant\/apply/)
  await page.goto(`${mallUrl()}/merchant/security`)
  await expect(page.getByText('Laterne', { exact: true })).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
  await leave(buyer)
})

test('who has an account elsewhere needs no password here, and keeps their only way in', async ({
  browser,
}) => {
  const issuer = process.env['ISSUER_LABEL']
  if (issuer === undefined) return test.skip(true, 'a house that is visited may know no issuer')
  const buyer = await personIn(browser, 'th')
  const { page, t } = buyer
  await visit(buyer, '/log-in')
  const name = t('security.log-in-with', { issuer })
  await page.getByRole('button', { name }).click()
  await page.waitForURL(/\/account$/)
  await untilReady(page)
  await openSecurity(buyer)
  await expect(page.getByText(t('security.password-none'))).toBeVisible()
  await press(buyer, 'security.disconnect')
  await expect(page.getByRole('alert')).toHaveText(t('identity.last-way-in'))

  // Who set out from the merchant portal in another language than the browser's comes back there to begin again.
  const ja = textsIn('ja')
  await page.goto(`${mallUrl()}/log-in/return?state=over.ja.merchant`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(page.getByRole('alert')).toHaveText(ja('identity.issuer-refused'))
  const again = page.getByRole('link', { name: ja('security.start-again') })
  await expect(again).toHaveAttribute('href', '/merchant/log-in')
  await leave(buyer)
})

test('who is logged in on several devices ends the one they mean, by a name that tells it', async ({
  browser,
}) => {
  const buyer = await personIn(browser, 'de')
  const { page, t } = buyer
  const account = { email: `devices-${RUN}@example.com`, password: 'eine Laterne am Hafen' }
  await page.request.post(`${mallUrl()}/api/identity/register`, {
    data: { ...account, name: 'Geräte', locale: 'de' },
  })
  for (const agent of ['Mozilla/5.0 (Windows NT 10.0) Firefox/140.0', 'curl/8.5'])
    await fetch(`${mallUrl()}/api/identity/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': agent },
      body: JSON.stringify({ ...account, portal: 'mall' }),
    })
  await logIn(buyer, account)
  await openSecurity(buyer)
  const ends = page.getByRole('main').getByRole('button', { name: /^Beenden: Marktplatz · / })
  await expect(ends).toHaveCount(2)
  const firefox = ends.and(page.getByRole('button', { name: 'Firefox · Windows' }))
  await firefox.click()
  await expect(firefox).toHaveCount(0)
  await expect(ends.and(page.getByRole('button', { name: 'curl' }))).toHaveCount(1)

  await page.goto(`${mallUrl()}/merchant/log-in`)
  await page.getByLabel(t('console.email')).fill(account.email)
  await page.getByLabel(t('console.password')).fill(account.password)
  await page.getByRole('button', { name: t('console.log-in'), exact: true }).click()
  await page.waitForURL(/\/merchant\/apply/)
  await page.goto(`${mallUrl()}/merchant/security`)
  await expect(ends.and(page.getByRole('button', { name: 'curl' }))).toHaveCount(1)
  await leave(buyer)
})
