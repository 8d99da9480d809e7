import type { Locale, TextParams } from '@tradewind/kernel'
import { createTranslator } from '@tradewind/locales'
import { loadMessages } from '@tradewind/locales/node'

export const mallUrl = (): string => process.env['MALL_URL'] ?? ''
const messages = loadMessages(['storefront', 'console', 'common', 'errors', 'psp', 'mail'])

/** The text that a person sees for a key in a language. */
export function textsIn(locale: Locale): (key: string, params?: TextParams) => string {
  return createTranslator(locale, messages)
}

/** A mail of the sink, newest first. */
export async function mailsTo(
  address: string,
): Promise<{ id: string; subject: string; text: string; html: string; locale: string }[]> {
  const answer = await fetch(`${mallUrl()}/mailbox/api?to=${encodeURIComponent(address)}&limit=20`)
  const body = (await answer.json()) as {
    items: { id: string; subject: string; text: string; html: string; locale: string }[]
  }
  return body.items
}

/** What the payment provider has on record for an order. */
export async function providerLog(
  orderId: string,
): Promise<{ type: string; amount?: { minor: number; currency: string } }[]> {
  const text = await (await fetch(`${process.env['PSP_URL']}/log`)).text()
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as { type: string; order?: string; amount?: { minor: number; currency: string } },
    )
  return lines.filter((line) => line.order === orderId)
}
