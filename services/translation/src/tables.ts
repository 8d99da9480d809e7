import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '@tradewind/kernel'

type Json<T> = ColumnType<T, string, string>

export type TranslationTables = {
  'translation.terms': {
    id: string
    term: string
    keep: boolean
    translations: Json<Record<string, string>>
    note: string
  }
  'translation.jobs': {
    kind: string
    locale: Locale
    state: 'running' | 'done' | 'stopped'
    repeats: boolean
    cursor: string | null
    done: Generated<number>
    refused: Generated<number>
    fault: string | null
    attempts: Generated<number>
    due_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'translation.human_languages': { locale: Locale }
  'translation.refusals': { kind: string; locale: Locale; id: string; source_hash: string }
}
