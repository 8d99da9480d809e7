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
} as const satisfies Record<Kind, string>

const FIELDS: Readonly<Record<string, 'merchant.name' | 'merchant.description' | 'console.text-address'>> = {
  name: 'merchant.name',
  description: 'merchant.description',
  slug: 'console.text-address',
}

export const kindText = (kind: Kind): string => t(KINDS[kind])

/** What a field is called; those of pages go by their place, such as 1.title. */
export const fieldText = (field: string): string => {
  const key = FIELDS[field]
  return key ? t(key) : field
}
