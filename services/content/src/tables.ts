import type { ColumnType, Generated } from 'kysely'
import type { LocalizedText } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { Block } from './contract/index.ts'
import type { LegalKind } from './contract/legal.ts'

export interface ContentTables {
  'content.pages': {
    slug: string
    blocks: ColumnType<Static<typeof Block>[], string, string>
    version: Generated<number>
    updated_at: ColumnType<Date, never, never>
  }
  'content.legal_texts': {
    id: string
    kind: Static<typeof LegalKind>
    market: string | null
    title: ColumnType<LocalizedText, string, never>
    body: ColumnType<LocalizedText, string, never>
    valid_from: ColumnType<Date, Date, never>
    created_at: ColumnType<Date, never, never>
    created_by: string
  }
}
