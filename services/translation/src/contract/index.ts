import { Type } from 'typebox'
import {
  Exact,
  Id,
  LocaleSchema,
  LocalizedTextSchema,
  Nullable,
  PageInput,
  PageOf,
  Timestamp,
  TextStatus,
  TranslatableThing,
  route,
} from '@tradewind/platform/contract'

/** What can be translated; merchants translate products, shipping methods and the words of their store. */
export const KINDS = [
  'product',
  'category',
  'attribute',
  'option',
  'value',
  'store',
  'method',
  'page',
  'legal',
  'brand',
] as const
const Kind = Type.Enum([...KINDS])
export const FileFormat = Type.Enum(['csv', 'xliff-1.2', 'xliff-2.0'])
const ThingId = Type.String({ minLength: 1, maxLength: 160 })
/** Longest text of a file, so that a call stays below the megabyte that any call may have. */
export const LONGEST_FILE = 800_000

/** A word of the glossary: kept as it is in every language, or always translated so. */
export const Term = Type.Object({
  id: Id('trm'),
  term: Type.String(),
  keep: Type.Boolean(),
  translations: LocalizedTextSchema(120),
  note: Type.String(),
})

const Job = Type.Object({
  kind: Kind,
  locale: LocaleSchema,
  state: Type.Enum(['running', 'done', 'stopped']),
  repeats: Type.Boolean(),
  done: Type.Integer(),
  refused: Type.Integer({
    description: 'translations that lost a kept term or placeholder, or were too long',
  }),
  fault: Nullable(Type.String({ description: 'why the provider last failed; it is asked again' })),
  updatedAt: Timestamp,
})

const FileFault = Type.Object({
  line: Type.Integer(),
  code: Type.String(),
  params: Type.Record(Type.String(), Type.String()),
})

const saveErrors = [
  'translation.source-changed',
  'translation.fixed',
  'translation.term-lost',
  'translation.too-long',
  'translation.incomplete',
  'translation.address-taken',
] as const

/** The workbench, the same for the operator and, over its own goods, for a merchant, who needs the permission of the kind. */
const desk = <const R extends 'operator' | 'merchant'>(role: R) => {
  const portal = role === 'operator' ? 'admin' : 'merchant'
  const who = role === 'operator' ? { role, permission: 'content.write' } : { role }
  return {
    list: route({
      ...who,
      method: 'GET',
      path: `/${portal}/texts`,
      capability: `${portal}.text.list`,
      summary: 'Texts of one kind beside one language',
      input: Exact({
        kind: Kind,
        locale: LocaleSchema,
        status: Type.Optional(TextStatus),
        q: Type.Optional(Type.String({ maxLength: 100 })),
        ...PageInput,
      }),
      output: PageOf(TranslatableThing),
    }),
    count: route({
      ...who,
      method: 'GET',
      path: `/${portal}/texts/progress`,
      capability: `${portal}.text.progress`,
      summary: 'How many texts stand how in each language',
      input: Exact({}),
      output: Type.Object({
        items: Type.Array(
          Type.Object({ kind: Kind, locale: LocaleSchema, status: TextStatus, count: Type.Integer() }),
        ),
      }),
    }),
    save: route({
      ...who,
      method: 'PUT',
      path: `/${portal}/texts/{kind}/{id}/{locale}`,
      capability: `${portal}.text.save`,
      summary: 'Save a translation; it is a person’s from then on',
      input: Exact({
        kind: Kind,
        id: ThingId,
        locale: LocaleSchema,
        sourceHash: Type.String({ maxLength: 64 }),
        fields: Type.Record(
          Type.String({ pattern: '^[a-z0-9.]{1,40}$' }),
          Type.String({ maxLength: 20_000 }),
        ),
      }),
      output: TranslatableThing,
      errors: saveErrors,
    }),
    export: route({
      ...who,
      method: 'POST',
      path: `/${portal}/texts/export`,
      capability: `${portal}.text.export`,
      summary: 'Texts as files for translators, one for each language they are written in; a part at a time',
      input: Exact({
        kind: Kind,
        locale: LocaleSchema,
        format: FileFormat,
        status: Type.Optional(TextStatus),
        q: Type.Optional(Type.String({ maxLength: 100 })),
        cursor: Type.Optional(Type.String({ maxLength: 512 })),
      }),
      output: Type.Object({
        files: Type.Array(Type.Object({ sourceLocale: LocaleSchema, content: Type.String() })),
        nextCursor: Nullable(Type.String()),
      }),
    }),
    import: route({
      ...who,
      method: 'POST',
      path: `/${portal}/texts/import`,
      capability: `${portal}.text.import`,
      summary: 'Take a translator’s file; sound rows are saved, others named by line',
      input: Exact({ content: Type.String({ maxLength: LONGEST_FILE }) }),
      output: Type.Object({
        saved: Type.Integer(),
        unchanged: Type.Integer(),
        faults: Type.Array(FileFault),
      }),
      errors: ['translation.unreadable'],
    }),
    gates: route({
      ...who,
      method: 'GET',
      path: `/${portal}/texts/{kind}/{id}/gates`,
      capability: `${portal}.text.gates`,
      summary:
        'Languages that show only what people wrote, and the fields in which another stands in for this thing there; goods tell of theirs themselves',
      input: Exact({ kind: Type.Enum(['store', 'method', 'page', 'brand']), id: ThingId }),
      output: Type.Object({
        items: Type.Array(Type.Object({ locale: LocaleSchema, fields: Type.Array(Type.String()) })),
      }),
    }),
    terms: route({
      ...who,
      method: 'GET',
      path: `/${portal}/terms`,
      capability: `${portal}.term.list`,
      summary: 'The glossary',
      input: Exact({}),
      output: Type.Object({ items: Type.Array(Term) }),
    }),
  }
}

const house = desk('operator')
const store = desk('merchant')

export const translation = {
  listTexts: house.list,
  countTexts: house.count,
  saveText: house.save,
  exportTexts: house.export,
  importTexts: house.import,
  listGates: house.gates,
  listTerms: house.terms,
  listOwnTexts: store.list,
  countOwnTexts: store.count,
  saveOwnText: store.save,
  exportOwnTexts: store.export,
  importOwnTexts: store.import,
  listOwnGates: store.gates,
  listOwnTerms: store.terms,
  saveTerm: route({
    method: 'PUT',
    path: '/admin/terms',
    capability: 'admin.term.save',
    role: 'operator',
    permission: 'content.write',
    summary: 'Add or change a word of the glossary',
    input: Exact({
      term: Type.String({ minLength: 2, maxLength: 120 }),
      keep: Type.Boolean(),
      translations: LocalizedTextSchema(120),
      note: Type.String({ maxLength: 400 }),
    }),
    output: Term,
  }),
  deleteTerm: route({
    method: 'DELETE',
    path: '/admin/terms/{termId}',
    capability: 'admin.term.delete',
    role: 'operator',
    permission: 'content.write',
    summary: 'Take a word out of the glossary',
    input: Exact({ termId: Id('trm') }),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
  getMachine: route({
    method: 'GET',
    path: '/admin/machine',
    capability: 'admin.machine.get',
    role: 'operator',
    permission: 'content.write',
    summary: 'Which machine translates, and what it is at',
    input: Exact({}),
    output: Type.Object({ provider: Nullable(Type.String()), jobs: Type.Array(Job) }),
  }),
  startMachine: route({
    method: 'POST',
    path: '/admin/machine',
    capability: 'admin.machine.start',
    role: 'operator',
    permission: 'content.write',
    summary: 'Let the machine translate what is missing of a kind in a language, once or from now on',
    input: Exact({ kind: Kind, locale: LocaleSchema, repeats: Type.Boolean() }),
    output: Job,
    errors: ['translation.no-machine'],
  }),
  stopMachine: route({
    method: 'POST',
    path: '/admin/machine/stop',
    capability: 'admin.machine.stop',
    role: 'operator',
    permission: 'content.write',
    summary: 'Stop what the machine is at, also what it keeps up with; what it wrote stays',
    input: Exact({ kind: Kind, locale: LocaleSchema }),
    output: Job,
  }),
}
