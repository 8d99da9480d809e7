import type { Kysely } from 'kysely'
import { notFound, stale } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import type { content } from '../contract/index.ts'
import type { ContentTables } from '../tables.ts'
import { blockIn, localeOf } from './blocks.rules.ts'
import { shownBlocks } from './page-texts.ts'
import { findBlocks, findPage, insertPage, updatePage, type Page } from './pages.queries.ts'

export function pageActions(db: Kysely<ContentTables>) {
  const getPageForEdit = async (_ctx: CallContext, { slug }: { slug: string }): Promise<Page> => {
    const page = await findPage(db, slug)
    if (!page) throw notFound()
    return page
  }

  return {
    getPageForEdit,

    async getPage(
      { locale }: CallContext,
      { slug }: InputOf<typeof content.getPage>,
    ): Promise<OutputOf<typeof content.getPage>> {
      const page = await findBlocks(db, slug)
      if (!page) throw notFound()
      const blocks = shownBlocks(page.blocks, page.machineMarks)
      return {
        slug,
        locale: localeOf(locale, blocks),
        blocks: blocks.map((block) => blockIn(locale, block)),
      }
    },

    async savePage(ctx: CallContext, input: InputOf<typeof content.savePage>): Promise<Page> {
      const saved = await updatePage(db, { ...input, version: ctx.ifMatch ?? 0 })
      if (!saved) throw stale(await getPageForEdit(ctx, input))
      return saved
    },

    async importPages(
      _ctx: CallContext,
      { pages }: InputOf<typeof content.importPages>,
    ): Promise<OutputOf<typeof content.importPages>> {
      let created = 0
      for (const page of pages) if (await insertPage(db, page)) created += 1
      return { created }
    },
  }
}
