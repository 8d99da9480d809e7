import { LOCALES } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { messagesPlugin } from './vite-plugin.ts'

const watched: string[] = []
const load = (id: string, plugin = messagesPlugin()) =>
  plugin.load.call({ addWatchFile: (file) => void watched.push(file) }, plugin.resolveId(id) ?? id)

describe('texts in a Vite build', () => {
  it('come as one lazy module for each language', () => {
    const module = load('virtual:messages/common') ?? ''
    for (const locale of LOCALES)
      expect(module).toContain(`'${locale}': () => import('virtual:messages/common/${locale}')`)
  })

  it('are parsed, and watched for changes', () => {
    const module = load('virtual:messages/common/ar') ?? ''
    expect(module).toMatch(/^export default \{/)
    expect(module).toContain('"common.save":"حفظ"')
    expect(module).toContain('"pluralType":"cardinal"')
    expect(watched.at(-1)).toMatch(/common[\\/]ar\.json$/)
  })

  it('come with the formats that some browsers lack, those of Burmese', () => {
    expect(load('virtual:formats')).toContain(`'my': () => import('virtual:formats/my')`)
    expect(load('virtual:formats')).not.toContain("'de'")
    expect(load('virtual:formats/my')).toContain('"TH":"ထိုင်း"')
    expect(() => load('virtual:formats/xx')).toThrow('not a language')
  })

  it('leave the ICU parser out', () => {
    const [alias] = messagesPlugin().config().resolve.alias
    expect('@formatjs/icu-messageformat-parser'.replace(alias?.find ?? '', alias?.replacement ?? '')).toBe(
      '@formatjs/icu-messageformat-parser/no-parser.js',
    )
  })

  it('are in pseudo-language when asked, English only', () => {
    const plugin = messagesPlugin({ pseudo: true })
    expect(load('virtual:messages/common/en', plugin)).toContain('⟦Šávé')
    expect(load('virtual:messages/common/de', plugin)).toContain('Speichern')
  })

  it('are refused by a wrong name, and other modules let through', () => {
    expect(() => load('virtual:messages/nonsense')).toThrow('no set of texts')
    expect(() => load('virtual:messages/common/xx')).toThrow('not a language')
    expect(load('vue')).toBeUndefined()
  })
})
