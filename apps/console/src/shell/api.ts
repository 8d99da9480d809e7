import { answerOf, ApiError, createApi, sendFile } from '@tradewind/api-client'
import { QueryClient } from '@tanstack/vue-query'
import { reactive } from 'vue'
import { locale } from './texts.ts'

const { portal: PORTAL = '', demo } = document.documentElement.dataset
/** Whether this is the demo, where a simulated carrier can be told to report. */
export const isDemo = demo !== undefined

/** The way to the server, in the portal that the page says it is. */
export const api = createApi({
  headers: { 'X-Portal': PORTAL },
  context: () => ({ locale: locale.value }),
})

/** Whether the server no longer knows us while somebody works. */
export const sessionState = reactive({ ended: false })

/** The data of a call, as `answerOf`; a session that ended meanwhile asks for a log-in above the page. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  try {
    return await answerOf(call)
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 401) sessionState.ended = true
    throw thrown
  }
}

/** Sends a file with fields beside it; `T` is what the operation's contract answers. */
export const upload = <T>(path: string, file: File, fields?: Readonly<Record<string, string>>): Promise<T> =>
  ask(sendFile<T>(path, file, { headers: { 'X-Portal': PORTAL }, fields }))

/** What was read from the server; a refusal is shown at once, silence is asked again twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && error.status === 0,
    },
  },
})

/** Reads anew what the page shows, after something was changed. */
export const refresh = (): Promise<void> => queryClient.invalidateQueries()

/** A version as `If-Match` carries it. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` })
