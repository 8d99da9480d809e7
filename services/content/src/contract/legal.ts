import { Type } from 'typebox'
import {
  DateOnly,
  Exact,
  Id,
  LocaleSchema,
  LocalizedTextSchema,
  MarketCode,
  Nullable,
  PageInput,
  PageOf,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'

/** What the law of a market wants said. */
export const LEGAL_KINDS = ['imprint', 'terms', 'withdrawal', 'privacy'] as const
export const LegalKind = Type.Enum([...LEGAL_KINDS])

/** The lines of a body are plain text; `# ` begins a heading, `- ` an entry of a list. */
const texts = { title: LocalizedTextSchema(120), body: LocalizedTextSchema(20_000) }
const ForMarket = Nullable(MarketCode)

/** A version as the list shows it. */
export const LegalVersion = Type.Object({
  id: Id('lgl'),
  kind: LegalKind,
  market: ForMarket,
  title: texts.title,
  locales: Type.Array(LocaleSchema, { description: 'languages in which it is read' }),
  waiting: Type.Array(LocaleSchema, {
    description: 'languages not shown: a machine wrote them, or the source has changed since',
  }),
  validFrom: Timestamp,
  createdAt: Timestamp,
  version: Version,
  state: Type.Enum(['planned', 'in-force', 'past']),
})
const LegalText = Type.Object({ ...LegalVersion.properties, body: texts.body })

const admin = { role: 'operator', permission: 'content.write' } as const
const Which = Exact({ id: Id('lgl') })

export const legalOperations = {
  getLegalText: route({
    method: 'GET',
    path: '/legal/{kind}',
    capability: 'legal.get',
    role: 'anonymous',
    summary: 'A legal text of a market in the caller’s language, as it holds or held at a moment of the past',
    cacheSeconds: 60,
    input: Exact({
      kind: LegalKind,
      market: Type.Optional(MarketCode),
      at: Type.Optional(Timestamp),
    }),
    output: Type.Object({
      kind: LegalKind,
      /** Whose text it is; null where the market has none of its own. */
      market: ForMarket,
      locale: LocaleSchema,
      title: Type.String(),
      body: Type.String(),
      validFrom: Timestamp,
      original: LocaleSchema,
      /** When this translation of the original was added, where the text held already; else null. */
      addedAt: Nullable(Timestamp),
      locales: Type.Array(LocaleSchema, { description: 'languages in which it is read' }),
    }),
    errors: ['content.no-legal-text', 'content.moment-to-come'],
  }),
  listLegalTexts: route({
    method: 'GET',
    path: '/admin/legal',
    capability: 'admin.legal.list',
    ...admin,
    summary: 'Versions of legal texts, newest first; with `market`, those of one market and those for all',
    input: Exact({
      kind: Type.Optional(LegalKind),
      market: Type.Optional(MarketCode),
      ...PageInput,
    }),
    output: PageOf(LegalVersion),
  }),
  getLegalVersion: route({
    method: 'GET',
    path: '/admin/legal/{id}',
    capability: 'admin.legal.get',
    ...admin,
    summary: 'A version in all its languages',
    input: Which,
    output: LegalText,
  }),
  addLegalText: route({
    method: 'POST',
    path: '/admin/legal',
    capability: 'admin.legal.add',
    ...admin,
    idempotent: true,
    summary: 'A version from a day on (UTC), today meaning from now on; title and body in the same languages',
    input: Exact({
      kind: LegalKind,
      market: ForMarket,
      ...texts,
      validFrom: DateOnly,
      /** The version it was made from: translations that stay while the source changes wait for a person. */
      basedOn: Type.Optional(Id('lgl')),
    }),
    output: Type.Object({ id: Id('lgl'), validFrom: Timestamp }),
    errors: ['content.day-gone', 'content.day-taken'],
  }),
  saveLegalText: route({
    method: 'PUT',
    path: '/admin/legal/{id}',
    capability: 'admin.legal.save',
    ...admin,
    ifMatch: true,
    summary:
      'Change a version that does not hold yet; translations behind a changed source wait for a person',
    input: Exact({ id: Id('lgl'), ...texts, validFrom: DateOnly }),
    output: LegalText,
    errors: ['content.day-gone', 'content.day-taken', 'content.legal-text-begun'],
  }),
  deleteLegalText: route({
    method: 'DELETE',
    path: '/admin/legal/{id}',
    capability: 'admin.legal.delete',
    ...admin,
    summary: 'Take back a version that does not hold yet',
    input: Which,
    output: Type.Object({ done: Type.Literal(true) }),
    errors: ['content.legal-text-begun'],
  }),
  importLegalTexts: route({
    method: 'POST',
    path: '/internal/legal/import',
    capability: 'content.legal.import',
    role: 'system',
    summary: 'First versions for all markets, from now on; a kind that has one is left as it is',
    input: Exact({ texts: Type.Array(Exact({ kind: LegalKind, ...texts }), { maxItems: 4 }) }),
    output: Type.Object({ created: Type.Integer() }),
  }),
}
