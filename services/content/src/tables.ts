import type { ColumnType, Generated } from 'kysely'
import type { Static } from 'typebox'
import type { Block } from './contract/index.ts'

export interface ContentTables {
  'content.pages': {
    slug: string
    blocks: ColumnType<Static<typeof Block>[], string, string>
    version: Generated<number>
    updated_at: ColumnType<Date, never, never>
  }
}
