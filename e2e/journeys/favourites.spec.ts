import { expect, test, type Locator } from '@playwright/test'
import { logIn, untilReady, visit } from '../src/buyer.ts'
import { goodsOf, mallUrl, RUN } from '../src/mall.ts'
import { leave, personIn, type Person } from '../src/person.ts'
import { barriersOn } from '../src/screens.ts'

test.describe.configure({ mode: 'parallel' })

/** Presses a heart and waits until the mall has heard of it, since the heart itself does not wait. */
async function press({ page }: Person, heart: Locator, pressed: boolean): Promise<void> {
  await expect(heart).toHaveAttribute('aria-pressed', String(!pressed))
  const heard = page.waitForResponse((answer) => answer.url().includes('/api/favourites/products/'))
  await heart.click()
  await expect(heart).toHaveAttribute('aria-pressed', String(pressed))
  expect((await heard).ok()).toBe(true)
}

const nameOf = (card: Locator): Promise<string> => card.getByRole('heading').innerText()
const cardsOf = ({ page }: Person) => page.getByRole('main').getByRole('article')
const heartOf = ({ page, t }: Person, name: string) =>
  page.getByRole('button', { name: t('favourites.keep', { name }), exact: true })
const favouritesLink = ({ page, t }: Person, count: number) =>
  page.getByRole('banner').getByRole('link', { name: t('favourites.count', { count }), exact: true })

test('what a guest keeps and follows is there once they log in, in every browser of theirs and in no other', async ({
  browser,
}) => {
  const reader = await personIn(browser, 'th')
  const { page, t } = reader
  const cards = cardsOf(reader)
  const account = { email: `keeper-${RUN}@example.com`, password: 'a shelf above the harbour' }
  await page.request.post(`${mallUrl()}/api/identity/register`, {
    data: { ...account, name: 'Keeper', locale: 'th' },
  })

  await visit(reader, '/c/tableware', 'DE')
  const [kept, dropped] = [await nameOf(cards.nth(0)), await nameOf(cards.nth(1))]
  await press(reader, heartOf(reader, kept), true)
  await cards.nth(1).getByRole('heading').click()
  await page.waitForURL(/\/p\//)
  await press(reader, page.getByRole('button', { name: t('favourites.keep-this'), exact: true }), true)
  await favouritesLink(reader, 2).click()
  await page.waitForURL(/\/favourites$/)
  await expect(cards.getByRole('heading')).toHaveText([dropped, kept])
  await expect(page.getByText(t('follow.none'))).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
  await press(reader, heartOf(reader, dropped), false)
  await expect(favouritesLink(reader, 1)).toBeVisible()

  await visit(reader, '/s/kiri-and-rain')
  const storeName = await page.getByRole('heading', { level: 1 }).innerText()
  const follow = page.getByRole('button', { name: t('follow.follow') })
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await follow.click()
  await expect(follow).toHaveAttribute('aria-pressed', 'true')

  await visit(reader, '/favourites')
  await page.getByRole('link', { name: t('favourites.guest') }).click()
  await page.waitForURL(/\/log-in\?/)
  await untilReady(page)
  await page.getByLabel(t('account.email')).fill(account.email)
  await page.getByLabel(t('account.password')).fill(account.password)
  await page
    .getByRole('main')
    .getByRole('button', { name: t('account.log-in'), exact: true })
    .click()
  await page.waitForURL(/\/favourites$/)
  await expect(cards.getByRole('heading')).toHaveText([kept])
  const storesOf = (person: Person) => person.page.getByRole('region', { name: t('follow.title') })
  await expect(storesOf(reader).getByRole('link')).toHaveText([storeName])
  const mail = (person: Person) => storesOf(person).getByRole('checkbox', { name: t('follow.mail') })
  await expect(mail(reader)).not.toBeChecked()
  const heard = page.waitForResponse((answer) => answer.url().includes('/api/favourites/stores/'))
  await mail(reader).check()
  expect((await heard).ok()).toBe(true)
  expect(await barriersOn(page)).toEqual([])

  const elsewhere = await personIn(browser, 'th')
  await logIn(elsewhere, account)
  await visit(elsewhere, '/favourites', 'DE')
  await expect(cardsOf(elsewhere).getByRole('heading')).toHaveText([kept])
  await expect(heartOf(elsewhere, kept)).toHaveAttribute('aria-pressed', 'true')
  await expect(mail(elsewhere)).toBeChecked()
  await leave(elsewhere)

  const stranger = await personIn(browser, 'th')
  await visit(stranger, '/favourites', 'DE')
  await expect(stranger.page.getByText(t('favourites.empty'), { exact: true })).toBeVisible()
  await expect(stranger.page.getByText(t('follow.none'))).toBeVisible()
  await leave(stranger)

  await visit(reader, '/account')
  await page.getByRole('button', { name: t('account.log-out') }).click()
  await page.waitForURL((url) => !url.pathname.includes('/account'))
  await visit(reader, '/favourites')
  await expect(page.getByText(t('favourites.empty'), { exact: true })).toBeVisible()
  await leave(reader)
})

test('who agreed to be remembered finds what they looked at, and has it forgotten', async ({ browser }) => {
  const reader = await personIn(browser, 'ar')
  const { page, t } = reader
  const [before, after] = await Promise.all(
    ['tradewind-house', 'kiri-and-rain'].map((store) => goodsOf(store, 'DE', 'ar')),
  )
  if (!before || !after) throw new Error('nothing to look at')
  const look = ({ slug }: { slug: string }) => visit(reader, `/p/${encodeURIComponent(slug)}`, 'DE')
  const seen = page.getByRole('region', { name: t('seen.title') })

  await look(before)
  await visit(reader, '/suggestions')
  await expect(page.getByText(t('recommend.off'))).toBeVisible()
  await page.getByRole('button', { name: t('recommend.turn-on') }).click()
  await expect(page.getByText(t('recommend.on'))).toBeVisible()
  // Goods of a mall that has just opened are remembered once suggestions have read them.
  await expect(async () => {
    const noted = page.waitForResponse((answer) => answer.url().includes('/api/recommend/views'))
    await look(after)
    expect(await (await noted).json()).toEqual({ kept: 1 })
  }).toPass()

  await visit(reader, '/suggestions')
  await expect(seen.getByRole('article').getByRole('heading')).toHaveText([after.name])
  expect(await barriersOn(page)).toEqual([])
  await seen.getByRole('button', { name: `${t('common.delete')}: ${after.name}`, exact: true }).click()
  await expect(seen).toHaveCount(0)
  await visit(reader, '/suggestions')
  await expect(page.getByText(t('recommend.on'))).toBeVisible()
  await expect(seen).toHaveCount(0)
  await leave(reader)
})
