import { newId, notFound } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { translation } from '../contract/index.ts'
import type { TranslationParts } from '../parts.ts'

type Terms = Pick<Service<typeof translation>, 'listTerms' | 'listOwnTerms' | 'saveTerm' | 'deleteTerm'>

/** The glossary, by the alphabet. */
export const readTerms = ({ db }: Pick<TranslationParts, 'db'>) =>
  db.selectFrom('translation.terms').selectAll().orderBy('term').limit(2_000).execute()

export function termOperations(parts: TranslationParts): Terms {
  const { db } = parts
  const list = async () => ({ items: await readTerms(parts) })
  return {
    listTerms: list,
    listOwnTerms: list,
    saveTerm: (_ctx, { term, keep, translations, note }) => {
      const values = { keep, translations: JSON.stringify(keep ? {} : translations), note }
      return db
        .insertInto('translation.terms')
        .values({ id: newId('trm'), term: term.trim(), ...values })
        .onConflict((conflict) => conflict.column('term').doUpdateSet(values))
        .returningAll()
        .executeTakeFirstOrThrow()
    },
    deleteTerm: async (_ctx, { termId }) => {
      const { numDeletedRows } = await db
        .deleteFrom('translation.terms')
        .where('id', '=', termId)
        .executeTakeFirst()
      if (numDeletedRows === 0n) throw notFound()
      return { done: true as const }
    },
  }
}
