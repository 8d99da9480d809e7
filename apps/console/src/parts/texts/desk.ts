import type { Answer, Item } from '@tradewind/api-client'
import type { Locale } from '@tradewind/kernel'
import { api, ask } from '../../shell/api.ts'

export type Thing = Item<'translation.listTexts'>
export type Kind = Item<'translation.countTexts'>['kind']
export type TextStatus = Thing['status']
export type Term = Item<'translation.listTerms'>
export type Imported = Answer<'translation.importTexts'>
export type FileFormat = 'csv' | 'xliff-1.2' | 'xliff-2.0'

/** What says what it lacks in languages that show only what people wrote; goods say so themselves. */
export type GatedKind = Extract<Kind, 'store' | 'method' | 'page' | 'brand'>

interface Filter {
  kind: Kind
  locale: Locale
  status?: TextStatus
  q?: string
  cursor?: string
}

/** What translators ask of the API: the operator about everything, a merchant about its own store. */
export interface Desk {
  portal: 'admin' | 'merchant'
  kinds: readonly Kind[]
  list(filter: Filter): Promise<Answer<'translation.listTexts'>>
  count(): Promise<Answer<'translation.countTexts'>['items']>
  save(thing: Thing, locale: Locale, fields: Record<string, string>): Promise<Thing>
  gates(kind: GatedKind, id: string): Promise<Answer<'translation.listGates'>['items']>
  terms(): Promise<Answer<'translation.listTerms'>['items']>
  exportPart(filter: Filter & { format: FileFormat }): Promise<Answer<'translation.exportTexts'>>
  import(content: string): Promise<Imported>
}

export const adminDesk: Desk = {
  portal: 'admin',
  kinds: ['product', 'category', 'attribute', 'option', 'value', 'store', 'method', 'page', 'brand', 'legal'],
  list: (query) =>
    ask(api.GET('/api/translation/admin/texts', { params: { query: { ...query, limit: 20 } } })),
  count: async () => (await ask(api.GET('/api/translation/admin/texts/progress'))).items,
  save: ({ kind, id, sourceHash }, locale, fields) =>
    ask(
      api.PUT('/api/translation/admin/texts/{kind}/{id}/{locale}', {
        params: { path: { kind: kind as Kind, id, locale } },
        body: { sourceHash, fields },
      }),
    ),
  gates: async (kind, id) =>
    (await ask(api.GET('/api/translation/admin/texts/{kind}/{id}/gates', { params: { path: { kind, id } } })))
      .items,
  terms: async () => (await ask(api.GET('/api/translation/admin/terms'))).items,
  exportPart: (body) => ask(api.POST('/api/translation/admin/texts/export', { body })),
  import: (content) => ask(api.POST('/api/translation/admin/texts/import', { body: { content } })),
}

export const merchantDesk: Desk = {
  portal: 'merchant',
  kinds: ['product', 'store', 'method'],
  list: (query) =>
    ask(api.GET('/api/translation/merchant/texts', { params: { query: { ...query, limit: 20 } } })),
  count: async () => (await ask(api.GET('/api/translation/merchant/texts/progress'))).items,
  save: ({ kind, id, sourceHash }, locale, fields) =>
    ask(
      api.PUT('/api/translation/merchant/texts/{kind}/{id}/{locale}', {
        params: { path: { kind: kind as Kind, id, locale } },
        body: { sourceHash, fields },
      }),
    ),
  gates: async (kind, id) =>
    (
      await ask(
        api.GET('/api/translation/merchant/texts/{kind}/{id}/gates', { params: { path: { kind, id } } }),
      )
    ).items,
  terms: async () => (await ask(api.GET('/api/translation/merchant/terms'))).items,
  exportPart: (body) => ask(api.POST('/api/translation/merchant/texts/export', { body })),
  import: (content) => ask(api.POST('/api/translation/merchant/texts/import', { body: { content } })),
}
