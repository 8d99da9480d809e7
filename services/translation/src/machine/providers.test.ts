import { startSandboxTranslator } from '../../../../apps/sandbox-translator/src/sandbox.ts'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { deepl } from './deepl.ts'
import { google } from './google.ts'
import { protect, restore } from './protect.rules.ts'

const KEY = 'sandbox-translator-key'
const sandbox = await startSandboxTranslator({ port: 0, apiKey: KEY })
const misbehave = (mode: string) =>
  fetch(`${sandbox.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode }),
  })
afterEach(() => misbehave('none'))
afterAll(() => sandbox.stop())

const LINES = ['Tea &amp; <span translate="no" id="k1">Kiri</span>', 'Cup']

describe.each([
  ['deepl', deepl],
  ['google', google],
] as const)('%s by its own client', (name, provider) => {
  const machine = provider({ key: KEY, url: sandbox.url })

  it('answers as many lines as it is given, in their order, and what is kept as it was', async () => {
    expect(machine.name).toBe(name)
    const to = name === 'deepl' ? 'pt-pt' : 'pt'
    expect(await machine.translate(LINES, 'en', 'pt')).toEqual(LINES.map((line) => `[${to}] ${line}`))
    expect(await machine.translate(['茶'], 'zh-TW', 'zh-CN')).toHaveLength(1)
  })

  it('honours the words of our glossary, and needs none of its own', async () => {
    const words = [{ term: 'celadon', keep: false, translations: { fr: 'céladon « d’hiver »' } }]
    const sent = protect('A celadon cup', words, 'fr')
    const [answer = ''] = await machine.translate([sent.markup], 'en', 'fr')
    expect(restore(answer, sent)).toBe('[fr] A céladon « d’hiver » cup')
  })

  it.each(['fail', 'quota'])('fails once when the provider answers with %s', async (mode) => {
    await misbehave(mode)
    const before = sandbox.calls()
    await expect(machine.translate(LINES, 'en', 'pt')).rejects.toThrow()
    expect(sandbox.calls() - before).toBe(1)
  })

  it('hands on an answer that is too short as it is, for whoever asked to refuse', async () => {
    await misbehave('short')
    expect(await machine.translate(LINES, 'en', 'pt')).toHaveLength(1)
  })

  it('fails with another key', async () => {
    const stranger = provider({ key: 'another', url: sandbox.url })
    await expect(stranger.translate(LINES, 'en', 'pt')).rejects.toThrow()
  })
})
