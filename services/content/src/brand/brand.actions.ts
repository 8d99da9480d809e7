import { pickText, stale, type LocalizedText } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import { shownText } from '@tradewind/platform/texts'
import { brandChanged } from '../contract/events.ts'
import type { content } from '../contract/index.ts'
import type { ContentTables } from '../tables.ts'
import { readBrand, readShownBrand, updateBrand, type Brand } from './brand.queries.ts'

export function brandActions({ database, emit }: Deps<Record<never, never>>) {
  const db = database<ContentTables>()
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
      return db.transaction().execute(async (tx) => {
        const saved = await updateBrand(tx, { ...input, version: ctx.ifMatch ?? 0 })
        if (!saved) throw stale(await readBrand(tx))
        await emit(tx, brandChanged, 'mall', { name: saved.name })
        return saved
      })
    },
  }
}
