import type { Body } from '@tradewind/api-client'

export type Block = Body<'content.savePage'>['blocks'][number]
export type BlockKind = Block['kind']

/** Text keys of the kinds of blocks. */
export const KIND_TEXTS: Readonly<Record<BlockKind, string>> = {
  hero: 'admin.block-hero',
  categories: 'admin.block-categories',
  products: 'admin.block-products',
  stores: 'admin.block-stores',
  text: 'admin.block-text',
}

/** What a new block begins with. */
export function newBlock(kind: BlockKind): Block {
  switch (kind) {
    case 'hero':
      return { kind, title: {}, text: {}, action: {}, href: '/', picture: '' }
    case 'categories':
      return { kind, title: {}, keys: [] }
    case 'products':
      return { kind, title: {}, source: 'new', limit: 8 }
    case 'stores':
      return { kind, title: {} }
    case 'text':
      return { kind, title: {}, body: {} }
  }
}
