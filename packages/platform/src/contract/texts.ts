import { Type } from 'typebox'
import { route } from './operation.ts'
import { Exact, LocaleSchema, Nullable, PageInput, PageOf } from './schemas.ts'

/** Of a field, or of a thing the worst of its fields. missing: not there; stale: its source has changed since; machine or human: who wrote it. */
export const TextStatus = Type.Enum(['missing', 'machine', 'human', 'stale'])

/** What a text belongs to, such as `product`; each kind is one service's. */
export const TextKind = Type.String({ pattern: '^[a-z]{1,20}$' })
const ThingId = Type.String({ minLength: 1, maxLength: 160, description: 'id within its kind' })

/** The texts of one thing, its source beside the wording in one other language. */
export const TranslatableThing = Type.Object({
  kind: TextKind,
  id: ThingId,
  storeId: Nullable(Type.String()),
  context: Nullable(
    Type.String({ description: 'where it stands, such as the option that a value is one of' }),
  ),
  sourceLocale: LocaleSchema,
  sourceHash: Type.String({
    description: 'of the wording of the source; given back when a translation is saved',
  }),
  status: TextStatus,
  fixed: Type.Boolean({ description: 'it stays as it is in this language for good' }),
  fields: Type.Array(
    Type.Object({
      field: Type.String(),
      role: Type.Enum(['text', 'address'], {
        description: 'an address is a slug: it follows a name until it is set',
      }),
      maxLength: Type.Integer(),
      source: Type.String(),
      target: Type.String(),
      /** Null where there is nothing to translate: of an address, and of what the source leaves empty too. */
      status: Nullable(TextStatus),
      forMachine: Type.Boolean({
        description: 'a machine may write it: nobody has, or a machine did and its source has changed',
      }),
    }),
  ),
})

/** What became of a text that was to be saved. */
export const TextOutcome = Type.Enum([
  'saved',
  'unchanged',
  'human-kept',
  'source-changed',
  'fixed',
  'incomplete',
  'too-long',
  'address-taken',
  'not-found',
])

const Which = { storeId: Type.Optional(Type.String({ maxLength: 40 })) }

/** What a service answers of the texts it owns, in one shape for all, so that translators need one workbench. */
export const textRoutes = <const S extends string>(service: S) => ({
  listTexts: route({
    method: 'POST',
    path: '/internal/texts',
    capability: `${service}.texts.list`,
    role: 'system',
    summary: 'Texts of one kind beside one language, by id',
    input: Exact({
      ...Which,
      kind: TextKind,
      locale: LocaleSchema,
      status: Type.Optional(TextStatus),
      /** Only things in which a machine may write something. */
      forMachine: Type.Optional(Type.Boolean()),
      ids: Type.Optional(Type.Array(ThingId, { maxItems: 100 })),
      q: Type.Optional(Type.String({ maxLength: 100 })),
      ...PageInput,
    }),
    output: PageOf(TranslatableThing),
  }),
  saveTexts: route({
    method: 'POST',
    path: '/internal/texts/save',
    capability: `${service}.texts.save`,
    role: 'system',
    summary:
      'Save fields in one language, all others stay; what a human wrote is never replaced by a machine',
    input: Exact({
      ...Which,
      locale: LocaleSchema,
      byMachine: Type.Boolean(),
      /** Who wrote them; without, the service that asks. */
      writer: Type.Optional(
        Exact({ actor: Type.String({ maxLength: 40 }), role: Type.Enum(['merchant', 'operator']) }),
      ),
      texts: Type.Array(
        Exact({
          kind: TextKind,
          id: ThingId,
          sourceHash: Type.String({ maxLength: 64 }),
          fields: Type.Record(
            Type.String({ pattern: '^[a-z0-9.]{1,40}$' }),
            Type.String({ maxLength: 20_000 }),
          ),
        }),
        { maxItems: 100 },
      ),
    }),
    output: Type.Array(Type.Object({ kind: TextKind, id: ThingId, outcome: TextOutcome })),
  }),
  countTexts: route({
    method: 'POST',
    path: '/internal/texts/count',
    capability: `${service}.texts.count`,
    role: 'system',
    summary: 'How many texts of each kind are in which state, by language',
    input: Exact(Which),
    output: Type.Array(
      Type.Object({ kind: TextKind, locale: LocaleSchema, status: TextStatus, count: Type.Integer() }),
    ),
  }),
})
