import type { ColumnType, Generated } from 'kysely'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import type { MarkStatus } from '@tradewind/platform/texts'
import type { Static } from 'typebox'
import type { Brand } from './contract/brand.ts'
import type { Block } from './contract/index.ts'
import type { LegalKind } from './contract/legal.ts'
import type { KeptWords } from './legal/legal-words.ts'

export type ContentTables = {
  'content.pages': {
    slug: string
    blocks: ColumnType<Static<typeof Block>[], string, string>
    version: Generated<number>
    updated_at: ColumnType<Date, never, never>
  }
  'content.brand': {
    id: string
    name: ColumnType<LocalizedText, never, string>
    claim: ColumnType<LocalizedText, never, string>
    about: ColumnType<LocalizedText, never, string>
    colour: string | null
    mark: ColumnType<Static<typeof Brand>['mark'], never, string | null>
    version: Generated<number>
    updated_at: ColumnType<Date, never, never>
  }
  'content.legal_texts': {
    id: string
    kind: Static<typeof LegalKind>
    market: string | null
    valid_from: Date
    created_at: ColumnType<Date, never, never>
    created_by: string
    version: Generated<number>
  }
  'content.legal_words': {
    legal_id: string
    locale: Locale
    title: string
    body: string
    status: MarkStatus
    by_machine: boolean
    fields: ColumnType<KeptWords['fields'], string, string>
    readable_since: Date | null
  }
}
