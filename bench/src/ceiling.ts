import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answer } from './http.ts'

/** An answer to be given again. */
export interface Recorded {
  path: string
  headers: Record<string, string>
  bodyBase64: string
}

/** A bare Fastify in a process of its own. */
export interface Ceiling {
  url: string
  pid: number
  /** Lets it answer this path as it was answered before. */
  give(answers: readonly { path: string; answer: Pick<Answer, 'headers' | 'body'> }[]): Promise<void>
  stop(): Promise<void>
}

/** Written by every server itself. */
const OWN_HEADERS = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'])

export async function startCeiling(): Promise<Ceiling> {
  const child = fork(fileURLToPath(new URL('ceiling.server.ts', import.meta.url)))
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    pid: child.pid ?? 0,
    async give(answers) {
      const kept = once(child, 'message')
      const recorded = answers.map(({ path, answer }): Recorded => ({
        path,
        headers: Object.fromEntries(
          Object.entries(answer.headers).filter(([name]) => !OWN_HEADERS.has(name)),
        ),
        bodyBase64: answer.body.toString('base64'),
      }))
      child.send(recorded)
      await kept
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
