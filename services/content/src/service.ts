import { languageRulesSet } from '@tradewind/catalog/events'
import { defineService } from '@tradewind/platform/service'
import { humanLanguages, textOperations } from '@tradewind/platform/texts'
import { brandActions } from './brand/brand.actions.ts'
import { brandTexts } from './brand/brand-texts.ts'
import { content } from './contract/index.ts'
import { legalActions } from './legal/legal.actions.ts'
import { legalTexts } from './legal/legal-texts.ts'
import { pageTexts } from './pages/page-texts.ts'
import { pageActions } from './pages/pages.actions.ts'
import type { ContentTables } from './tables.ts'

/** What the operator has to say: pages of blocks, the mall’s name and look, and legal texts of markets. */
export const contentService = defineService({
  name: 'content',
  contract: content,
  uses: {},
  migrations: new URL('../migrations/', import.meta.url),
  create: (deps) => ({
    operations: {
      ...pageActions(deps.database<ContentTables>()),
      ...brandActions(deps),
      ...legalActions(deps),
      ...textOperations(deps.database<unknown>(), [pageTexts, brandTexts, legalTexts(deps)]),
    },
    consumers: [humanLanguages('content', languageRulesSet)],
  }),
})
