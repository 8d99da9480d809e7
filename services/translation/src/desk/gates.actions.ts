import { LOCALES, type Locale } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf, Service } from '@tradewind/platform/contract'
import type { translation } from '../contract/index.ts'
import { asHouse, assertMayTranslate, ownerOf, storeFor, type TranslationParts } from '../parts.ts'

type Gates = OutputOf<typeof translation.listGates>

/** What lacks of a thing in the languages that show only what people wrote. */
export function gateOperations(
  parts: TranslationParts,
): Pick<Service<typeof translation>, 'listGates' | 'listOwnGates'> {
  const list = async (
    ctx: CallContext,
    { kind, id }: InputOf<typeof translation.listGates>,
  ): Promise<Gates> => {
    assertMayTranslate(ctx.actor, kind)
    const rows = await parts.db.selectFrom('translation.human_languages').select('locale').execute()
    const ruled = new Set(rows.map((row) => row.locale))
    const items = await Promise.all(
      LOCALES.filter((locale) => ruled.has(locale)).map(async (locale) => ({
        locale,
        fields: await lacking(ctx, { kind, id, locale }),
      })),
    )
    return { items: items.filter(({ fields }) => fields.length > 0) }
  }

  /** Fields that the source has and readers of a language get in another: they lack, or a machine wrote them. */
  const lacking = async (
    ctx: CallContext,
    { kind, id, locale }: { kind: string; id: string; locale: Locale },
  ): Promise<string[]> => {
    const page = await ownerOf(parts, kind).listTexts(asHouse(ctx), {
      kind,
      locale,
      ids: [id],
      storeId: storeFor(ctx),
    })
    return page.items
      .flatMap(({ fields }) => fields)
      .filter(({ source, status, forMachine }) => source !== '' && (status === 'machine' || forMachine))
      .map(({ field }) => field)
  }

  return { listGates: list, listOwnGates: list }
}
