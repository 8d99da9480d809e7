import type { Static } from 'typebox'
import { pickText, type Locale, type LocalizedText } from '@tradewind/kernel'
import type { Block, BlockView } from '../contract/index.ts'

type Texts = Readonly<Record<string, string>>

/** Texts of a block as they are read, and how long they may be, as the contract has them. */
const LONGEST = { title: 120, text: 400, action: 60, body: 4000 } as const

/** The texts that a block has, in the order they are read. */
export const textsOfBlock = (block: Static<typeof Block>) =>
  Object.entries(LONGEST).flatMap(([name, maxLength]) => {
    const text = (block as Partial<Record<string, unknown>>)[name]
    const isText = typeof text === 'object' && text !== null
    return isText ? [{ name, maxLength, text: text as LocalizedText }] : []
  })

const textIn = (locale: Locale, texts: Texts): string => pickText(texts, locale)?.text ?? ''

/** A block as a reader of one language sees it; a text that is missing in it comes by the fallback chain. */
export function blockIn(locale: Locale, block: Static<typeof Block>): Static<typeof BlockView> {
  const read = { title: textIn(locale, block.title), locale: localeOf(locale, [block]) }
  switch (block.kind) {
    case 'hero':
      return { ...block, ...read, text: textIn(locale, block.text), action: textIn(locale, block.action) }
    case 'text':
      return { ...block, ...read, body: textIn(locale, block.body) }
    case 'categories':
    case 'products':
    case 'stores':
      return { ...block, ...read }
  }
}

/** The language that titles are read in, for the attribute `lang`. */
export function localeOf(locale: Locale, blocks: readonly Static<typeof Block>[]): Locale {
  const picked = blocks.map(({ title }) => pickText(title, locale)).find((text) => text !== undefined)
  return picked?.locale ?? locale
}
