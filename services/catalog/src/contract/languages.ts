import { Type } from 'typebox'
import { Exact, LocaleSchema, route, textRoutes } from '@tradewind/platform/contract'

/**
 * What goods must have to be shown in a language. fallback: nothing, English or the source stands in;
 * machine: a translation by whomever; human: one that a person wrote or confirmed.
 */
export const LanguageRule = Type.Enum(['fallback', 'machine', 'human'])

export const languages = {
  listLanguageRules: route({
    method: 'GET',
    path: '/admin/language-rules',
    capability: 'admin.language-rule.list',
    role: 'operator',
    permission: 'content.write',
    summary: 'What goods must have to be shown in each language',
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(Type.Object({ locale: LocaleSchema, rule: LanguageRule })),
    }),
  }),
  saveLanguageRule: route({
    method: 'PUT',
    path: '/admin/language-rules/{locale}',
    capability: 'admin.language-rule.save',
    role: 'operator',
    permission: 'content.write',
    summary: 'Set what goods must have to be shown in a language',
    input: Exact({ locale: LocaleSchema, rule: LanguageRule }),
    output: Type.Object({ locale: LocaleSchema, rule: LanguageRule }),
  }),
  ...textRoutes('catalog'),
}
