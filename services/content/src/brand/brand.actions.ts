import type { Kysely } from 'kysely'
import { pickText, stale, type LocalizedText } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { shownText } from '@tradewind/platform/texts'
import type { content } from '../contract/index.ts'
import type { ContentTables } from '../tables.ts'
import { readBrand, readShownBrand, updateBrand, type Brand } from './brand.queries.ts'

export function brandActions(db: Kysely<ContentTables>) {
  return {
    async getBrand({ locale }: CallContext): Promise<OutputOf<typeof content.getBrand>> {
      const { name, claim, about, colour, mark, machineMarks } = await readShownBrand(db)
      const read = (field: string, text: LocalizedText) =>
        pickText(shownText(text, field, machineMarks), locale)?.text ?? null
      return {
        name: read('name', name),
        claim: read('claim', claim),
        about: read('about', about),
        colour,
        mark,
      }
    },

    getBrandForEdit: (): Promise<Brand> => readBrand(db),

    async saveBrand(ctx: CallContext, input: InputOf<typeof content.saveBrand>): Promise<Brand> {
      const saved = await updateBrand(db, { ...input, version: ctx.ifMatch ?? 0 })
      if (!saved) throw stale(await readBrand(db))
      return saved
    },
  }
}
