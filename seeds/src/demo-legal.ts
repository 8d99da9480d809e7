import { seedsContext, type LoadCalls } from './contracts.ts'
import { readTexts } from './demo-files.ts'

const KINDS = ['imprint', 'terms', 'withdrawal', 'privacy'] as const

/** First legal texts, which say that they are samples, for all markets. */
export async function loadLegalTexts(calls: LoadCalls): Promise<void> {
  const text = readTexts('texts/<locale>/legal.json')
  const texts = KINDS.map((kind) => ({ kind, title: text(`${kind}.title`), body: text(`${kind}.body`) }))
  await calls.content.importLegalTexts(seedsContext(), { texts })
}
