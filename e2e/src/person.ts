import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import type { Locale } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import { textsIn } from './mall.ts'

/** Somebody at a browser of their own, reading in one language. */
export interface Person {
  readonly page: Page
  readonly locale: Locale
  readonly t: Translator
  /** What went wrong in the scripts of the pages they saw. */
  readonly problems: readonly string[]
}

/** Opens a browser in which nobody has been before. */
export async function personIn(
  browser: Browser,
  locale: Locale,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const page = await (await browser.newContext({ locale, ...options })).newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  return { page, locale, t: textsIn(locale), problems }
}

/** Closes the browser of somebody who saw no fault. */
export async function leave(person: Person): Promise<void> {
  expect(person.problems).toEqual([])
  await person.page.context().close()
}
