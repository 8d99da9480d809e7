import { t } from '../../shell/texts.ts'
import type { Kind } from './desk.ts'

const KINDS = {
  product: 'admin.products',
  category: 'admin.block-categories',
  attribute: 'admin.attributes',
  option: 'admin.options',
  value: 'console.text-kind-value',
  store: 'admin.stores',
  method: 'merchant.shipping-methods',
  page: 'admin.content',
  brand: 'admin.brand',
  legal: 'admin.legal',
} as const satisfies Record<Kind, string>

const FIELDS: Readonly<Record<string, string>> = {
  name: 'merchant.name',
  description: 'merchant.description',
  slug: 'console.text-address',
  title: 'admin.block-title',
  text: 'admin.block-body',
  body: 'admin.block-body',
  action: 'admin.block-action',
  claim: 'admin.brand-claim',
  about: 'admin.brand-about',
}

export const kindText = (kind: Kind): string => t(KINDS[kind])

/** What a field is called; one of a page, such as `0.title`, with the place of its block. */
export function fieldText(name: string): string {
  const [, block, field = name] = /^(\d+)\.(.+)$/.exec(name) ?? []
  const key = FIELDS[field]
  const label = key === undefined ? field : t(key)
  return block === undefined ? label : t('console.text-block', { number: Number(block) + 1, field: label })
}
