import { expect, type Locator, type Page } from '@playwright/test'

const MOST_STOPS = 150

/** Goes on with Tab, or back, until something has the focus; at each stop on the way one can see where one is. */
export async function tabTo(
  page: Page,
  wanted: Locator,
  { back = false }: { back?: boolean } = {},
): Promise<void> {
  await expect(wanted.first()).toBeVisible()
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const { name, faults } = await page.evaluate<Stop>(readStop)
    expect(faults, name).toEqual([])
    if (await hasFocus(wanted)) return
  }
  throw new Error(`${wanted.toString()} cannot be reached with Tab`)
}

/** Goes to a field and types, in place of what stands there. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
  await expect(field).toHaveValue(text)
}

export const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluateAll((elements) =>
    elements.some((element) => element === element.ownerDocument.activeElement),
  )

interface Stop {
  name: string
  faults: string[]
}

/** Runs in the page: what has the focus, and why it cannot be seen there. */
const readStop = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return { name: 'the page itself', faults: [] }
  const marked = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
  }
  // What is drawn instead of a control, such as a card around a radio button, is marked in its place.
  const drawn = [element.closest('label'), element].find((one) => one && marked(one))
  const name = element.outerHTML.slice(0, 160)
  if (!drawn) return { name, faults: ['has no mark of the focus'] }
  const { left, right, top, bottom } = drawn.getBoundingClientRect()
  const faults = []
  if (right - left < 4 || bottom - top < 4) faults.push('is too small to be seen')
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]))
  const isSeen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y)
    return there !== null && (drawn.contains(there) || there.contains(drawn))
  })
  if (!isSeen) faults.push('is covered or out of sight')
  return { name, faults }
})()`
