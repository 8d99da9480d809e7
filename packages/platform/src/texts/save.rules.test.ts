import type { LocalizedText } from '@tradewind/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markTexts, type KeptMark } from './marks.ts'
import { decide, sourceHashOf, standingOf, statusOf, textsOf } from './save.rules.ts'
import type { Thing } from './source.types.ts'

const FIELDS = ['name', 'description', 'care'] as const
type Texts = Readonly<Record<(typeof FIELDS)[number], LocalizedText>>

const CUP: Texts = { name: { en: 'Cup' }, description: { en: 'Thin.' }, care: { en: 'By hand.' } }

/** The thing as it stands after its texts were written in some form, by a person. */
function thing(texts: Texts, before: Partial<Record<string, KeptMark>> = {}): Thing {
  const fields = FIELDS.map((field) => ({ field, role: 'text' as const, maxLength: 80, text: texts[field] }))
  return {
    id: 'cup',
    storeId: null,
    fields: [...fields, { field: 'slug', role: 'address', maxLength: 80, text: {} }],
    marks: Object.fromEntries(markTexts(textsOf({ fields }), before)),
  }
}

/** The thing after German was saved; what could not be saved is said. */
function saved(before: Thing, fields: Record<string, string>, byMachine = false): Thing {
  const decision = decide(before, { locale: 'de', byMachine, sourceHash: sourceHashOf(before), fields })
  if (typeof decision === 'string') throw new Error(decision)
  return {
    ...before,
    fields: before.fields.map((one) => ({
      ...one,
      text: { ...one.text, de: decision.values[one.field] ?? '' },
    })),
    marks: { ...before.marks, de: decision.mark },
  }
}

const textsNow = ({ fields }: Thing) =>
  Object.fromEntries(fields.map(({ field, text }) => [field, text])) as unknown as Texts
/** Writes a source anew, in a form that knows nothing of translations. */
const rewritten = (before: Thing, field: keyof Texts, en: string): Thing => {
  const texts = textsNow(before)
  return thing({ ...texts, [field]: { ...texts[field], en } }, before.marks)
}
const standing = (one: Thing) =>
  Object.fromEntries(one.fields.map((field) => [field.field, standingOf(one, field, 'de').status]))

describe('a thing of several fields', () => {
  const machines = saved(thing(CUP), { name: 'Becher', description: 'Dünn.', care: 'Von Hand.' }, true)

  it('stands in a language as its fields do, as the worst of them', () => {
    expect(standing(machines)).toEqual({
      name: 'machine',
      description: 'machine',
      care: 'machine',
      slug: null,
    })
    const mixed = rewritten(saved(machines, { name: 'Tasse' }), 'care', 'By hand, warm.')
    expect(standing(mixed)).toEqual({ name: 'human', description: 'machine', care: 'stale', slug: null })
    expect(statusOf(mixed.marks.de)).toBe('stale')
    expect(statusOf(saved(thing(CUP), { name: 'Tasse' }).marks.de)).toBe('missing')
  })

  it('has nothing to translate where its source says nothing', () => {
    expect(standing(thing({ ...CUP, care: {} }))).toMatchObject({ name: 'missing', care: null })
    const emptied = rewritten(machines, 'care', '')
    expect(standing(emptied)).toMatchObject({ care: 'stale' })
    expect(emptied.fields.filter((field) => standingOf(emptied, field, 'de').forMachine)).toEqual([])
  })

  it('lets a machine write what lacks and renew what is its own, and no word of a person’s', () => {
    const persons = saved(thing(CUP), { name: 'Tasse', description: 'Zart.' })
    const behind = rewritten(persons, 'description', 'Thin as rain.')
    expect(behind.fields.filter((one) => standingOf(behind, one, 'de').forMachine)).toMatchObject([
      { field: 'care' },
    ])
    const done = saved(behind, { name: 'Becher', description: 'Dünn wie Regen.', care: 'Von Hand.' }, true)
    expect(textsNow(done)).toMatchObject({
      name: { de: 'Tasse' },
      description: { de: 'Zart.' },
      care: { de: 'Von Hand.' },
    })
    expect(standing(done)).toMatchObject({ name: 'human', description: 'stale', care: 'machine' })
    const wanted = {
      locale: 'de',
      byMachine: true,
      sourceHash: sourceHashOf(done),
      fields: { name: 'Becher' },
    } as const
    expect(decide(done, wanted)).toBe('human-kept')
  })

  it('that must be whole is saved with all that its source has, or not at all', () => {
    const whole = { ...thing({ ...CUP, care: {} }), whole: true }
    const save = (fields: Record<string, string>) =>
      decide(whole, { locale: 'de', byMachine: false, sourceHash: sourceHashOf(whole), fields })
    expect(save({ name: 'Becher' })).toBe('incomplete')
    expect(save({ name: 'Becher', description: ' ' })).toBe('incomplete')
    expect(save({ name: 'Becher', description: 'Dünn.' })).toMatchObject({ mark: { status: 'current' } })
  })

  it('that is fixed in a language stays there as it is, whoever writes', () => {
    const persons = saved(machines, { name: 'Tasse', description: 'Zart.', care: 'Von Hand.' })
    const fixed = { ...persons, fixedIn: ['de' as const] }
    const save = (locale: 'de' | 'fr', byMachine: boolean) =>
      decide(fixed, { locale, byMachine, sourceHash: sourceHashOf(fixed), fields: { name: 'Schale' } })
    expect(save('de', false)).toBe('fixed')
    expect(save('de', true)).toBe('human-kept')
    expect(save('fr', false)).toMatchObject({ mark: { status: 'partial' } })
  })

  it('is not written again when nothing would be other than it is', () => {
    const again = (fields: Record<string, string>, byMachine = false) =>
      decide(machines, { locale: 'de', byMachine, sourceHash: sourceHashOf(machines), fields })
    expect(again({ name: 'Becher' }, true)).toBe('unchanged')
    expect(again({ name: 'Becher' })).toMatchObject({ mark: { fields: { name: { byMachine: false } } } })
  })

  it('keeps what people wrote through any work of machines and sources, and tells of each field what became of it', () => {
    const field = fc.constantFrom(...FIELDS)
    const word = fc.constantFrom('a', 'b', 'c')
    const step = fc.oneof(
      fc.record({ what: fc.constant('rewrite'), field, word }),
      fc.record({ what: fc.constant('person'), field, word }),
      fc.record({ what: fc.constant('machine'), field, word }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let now = saved(thing(CUP), { name: 'Becher' }, true)
        /** By field: who wrote the German, and of which source. */
        const told: Record<string, { by: string; of: string; text: string }> = {
          name: { by: 'machine', of: 'Cup', text: 'Becher' },
        }
        for (const { what, field: at, word: text } of steps) {
          const source = textsNow(now)[at].en ?? ''
          if (what === 'rewrite') now = rewritten(now, at, text)
          else {
            const isKept = what === 'machine' && told[at]?.by === 'person'
            const wanted = {
              locale: 'de',
              byMachine: what === 'machine',
              sourceHash: sourceHashOf(now),
            } as const
            const decision = decide(now, { ...wanted, fields: { [at]: text } })
            if (typeof decision !== 'string') now = saved(now, { [at]: text }, what === 'machine')
            expect(decision === 'human-kept').toBe(isKept)
            if (!isKept) told[at] = { by: what, of: source, text }
          }
        }
        for (const one of now.fields.filter(({ role }) => role === 'text')) {
          const { by, of, text } = told[one.field] ?? { by: 'nobody', of: '', text: '' }
          expect(one.text.de ?? '').toBe(text)
          const status =
            text === '' ? 'missing' : of !== one.text.en ? 'stale' : by === 'person' ? 'human' : 'machine'
          expect(standingOf(now, one, 'de')).toEqual({
            status,
            forMachine: status === 'missing' || (status === 'stale' && by === 'machine'),
          })
        }
        const worst = ['missing', 'stale', 'machine', 'human'].find((status) =>
          Object.values(standing(now)).includes(status as never),
        )
        expect(statusOf(now.marks.de)).toBe(worst)
      }),
    )
  })
})
