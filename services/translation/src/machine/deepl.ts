import type { Locale } from '@tradewind/kernel'
import type { SourceLanguageCode, TargetLanguageCode } from 'deepl-node'
import { PROVIDER_SECONDS, type Machine } from './machine.types.ts'

const TARGETS: Readonly<Partial<Record<Locale, TargetLanguageCode>>> = {
  en: 'en-GB',
  pt: 'pt-PT',
  'zh-CN': 'zh-HANS',
  'zh-TW': 'zh-HANT',
}
const SOURCES: Readonly<Partial<Record<Locale, SourceLanguageCode>>> = { 'zh-CN': 'zh', 'zh-TW': 'zh' }

/** DeepL by its official client, which is loaded with the first text: it takes seconds and thirty megabytes. */
export const deepl = ({ key, url }: { key: string; url?: string }): Machine => ({
  name: 'deepl',
  async translate(lines, from, to) {
    const { DeepLClient } = await import('deepl-node')
    const client = new DeepLClient(key, {
      serverUrl: url,
      maxRetries: 0,
      minTimeout: PROVIDER_SECONDS * 1_000,
      sendPlatformInfo: false,
    })
    const source = SOURCES[from] ?? (from as SourceLanguageCode)
    const target = TARGETS[to] ?? (to as TargetLanguageCode)
    const results = await client.translateText([...lines], source, target, {
      tagHandling: 'xml',
      ignoreTags: ['span'],
      preserveFormatting: true,
    })
    return results.map(({ text }) => text)
  },
})
