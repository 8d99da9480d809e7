import { idTime, isId } from '@tradewind/kernel'

const YOUNG_MS = 10_000
const PATIENCE_MS = 1_500
const PAUSE_MS = 40

/**
 * Which of these ids are unknown here, by `findUnknown`. Facts take a moment to travel: while an unknown id is
 * itself only seconds old it is asked for again, for a second and a half at most; older ones are answered at once.
 */
export async function unknownAfterFacts(findUnknown: () => Promise<readonly string[]>): Promise<string[]> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    const unknown = await findUnknown()
    if (!unknown.some(isYoung) || Date.now() > deadline) return [...unknown]
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

function isYoung(id: string): boolean {
  const [prefix = ''] = id.split('_')
  return isId(prefix, id) && Date.now() - idTime(id).getTime() < YOUNG_MS
}
