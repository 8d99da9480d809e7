import { LOCALES } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import { textOperations } from '@tradewind/platform/texts'
import { languageRulesSet, taxonomyChanged, type languages as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import { countUp, lockTaxonomy } from '../taxonomy/taxonomy.queries.ts'
import { productTexts } from './product-texts.ts'
import { taxonomyTexts } from './taxonomy-texts.ts'

/** Translations of the catalogue, and which of them a language demands. */
export function languageOperations(parts: CatalogParts): Service<typeof contract> {
  const { db, deps, taxonomy } = parts
  return {
    listLanguageRules: async () => {
      const { languageRules } = await taxonomy.current()
      return { items: LOCALES.map((locale) => ({ locale, rule: languageRules.get(locale) ?? 'fallback' })) }
    },
    saveLanguageRule: async (_ctx, { locale, rule }) => {
      await db.transaction().execute(async (tx) => {
        await lockTaxonomy(tx)
        await tx.deleteFrom('catalog.language_rules').where('locale', '=', locale).execute()
        if (rule !== 'fallback')
          await tx.insertInto('catalog.language_rules').values({ locale, rule }).execute()
        await countUp(tx)
        await deps.emit(tx, taxonomyChanged, 'taxonomy', {})
        const rules = await tx.selectFrom('catalog.language_rules').select(['locale', 'rule']).execute()
        await deps.emit(tx, languageRulesSet, 'language-rules', { rules })
      })
      return { locale, rule }
    },
    ...textOperations(deps.database<unknown>(), [productTexts(parts), ...taxonomyTexts(parts)]),
  }
}
