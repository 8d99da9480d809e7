import { sql, type Kysely } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import { appendAudit } from '@tradewind/platform/audit'
import type { Deps } from '@tradewind/platform/service'
import { sourceLocaleOf, type TextSource, type Thing } from '@tradewind/platform/texts'
import type { ContentTables } from '../tables.ts'
import { readWords, saveWords } from './legal-words.queries.ts'
import { keptWords, marksOf } from './legal-words.ts'
import type { LegalRow } from './legal.queries.ts'

const own = (db: Kysely<unknown>) => db.withTables<ContentTables>()

type TextRow = Pick<LegalRow, 'id' | 'kind' | 'market' | 'validFrom'> & { readable: Locale[] }

/** Legal texts that hold or are to come, for translators: what readers of one that holds could read stays as it is. */
export const legalTexts = ({ clock }: Pick<Deps<Record<never, never>>, 'clock'>): TextSource => ({
  kind: 'legal',
  marks: sql`(select w.legal_id as id, null::text as store_id, w.locale, w.title as name, w.status, w.by_machine
    from content.legal_words w join content.legal_texts t on t.id = w.legal_id
    where not exists (select from content.legal_texts n where n.kind = t.kind and n.market is not distinct from t.market
      and n.valid_from > t.valid_from and n.valid_from <= now()))`,

  async read(db, ids, lock) {
    const { rows } =
      await sql<TextRow>`select t.id, t.kind, t.market, t.valid_from as "validFrom", array(select w.locale
        from content.legal_words w where w.legal_id = t.id and w.readable_since is not null) as readable
      from content.legal_texts t where t.id = any(${[...ids]}::text[]) order by t.id ${lock ? sql`for update` : sql``}`.execute(
        db,
      )
    const words = await readWords(own(db), ids)
    const now = clock.now()
    return rows.map(({ id, kind, market, validFrom, readable }): Thing => {
      const written = words.get(id) ?? []
      const inAll = (field: 'title' | 'body') =>
        Object.fromEntries(written.map((row) => [row.locale, row[field]]))
      const texts = { title: inAll('title'), body: inAll('body') }
      const marks = marksOf(written)
      const source = sourceLocaleOf(texts, marks) ?? 'en'
      return {
        id,
        storeId: null,
        context: [translate(source, `legal.${kind}`), market, validFrom.toISOString().slice(0, 10)]
          .filter(Boolean)
          .join(' · '),
        fields: [
          { field: 'title', role: 'text', maxLength: 120, text: texts.title },
          { field: 'body', role: 'text', maxLength: 20_000, text: texts.body },
        ],
        whole: true,
        fixedIn: validFrom > now ? [] : readable,
        marks,
      }
    })
  },

  async write(tx, { id }, locale, { title = '', body = '' }, mark, writer) {
    await saveWords(own(tx), id, keptWords(locale, { title, body }, mark, clock.now()))
    const detail = { locale, byMachine: mark.byMachine }
    await appendAudit(tx, { ...writer, operation: 'content.texts.save', target: id, detail })
    return true
  },

  tell: async () => undefined,
})
