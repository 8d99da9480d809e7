import type { Kysely, RawBuilder, Transaction } from 'kysely'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import type { AuditEntry } from '../audit/index.ts'
import type { KeptMark } from './marks.ts'

/** A field of a thing in all languages. An address is a slug, which no machine translates. */
export interface ThingField {
  field: string
  role: 'text' | 'address'
  maxLength: number
  text: LocalizedText
}

/** A thing with everything that translators see of it; its first field is what it goes by. */
export interface Thing {
  id: string
  storeId: string | null
  /** Where it stands, such as the option that a value is one of; helps to find the right word. */
  context?: string
  fields: readonly ThingField[]
  /** Its fields may be moved about, which changes no wording. */
  inAnyOrder?: boolean
  /** A language has all of its fields or none: half of it would mislead. */
  whole?: boolean
  /** Languages in which it stays as it is for good. */
  fixedIn?: readonly Locale[]
  marks: Partial<Record<Locale, KeptMark>>
}

/** Texts of one kind as their service keeps them. */
export interface TextSource {
  kind: string
  /** A relation with the columns id, store_id, locale, name, status and by_machine: a row for each text. */
  marks: RawBuilder<unknown>
  /** Brings the marks up to date, where they are kept apart from the texts. */
  prepare?(db: Kysely<unknown>): Promise<void>
  /** Things by id; within a transaction with `lock`, so that what is decided by them still holds when it is written. */
  read(db: Kysely<unknown>, ids: readonly string[], lock?: 'lock'): Promise<Thing[]>
  /** Writes one language; the values are complete. Answers false where an address is another's. */
  write(
    tx: Transaction<unknown>,
    thing: Thing,
    locale: Locale,
    values: Values,
    mark: KeptMark,
    writer: Writer,
  ): Promise<boolean>
  /** Says what was written, once for all of it. */
  tell(tx: Transaction<unknown>, ids: readonly string[]): Promise<void>
}

/** Who wrote a text, as the audit names them. */
export type Writer = Pick<AuditEntry, 'actor' | 'role'>

/** Texts of one language by field. */
export type Values = Readonly<Record<string, string>>
