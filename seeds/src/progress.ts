/** Tells a person how far a load is. */
export interface Progress {
  step<T>(what: string, work: (tick: (done: number, total: number) => void) => Promise<T>): Promise<T>
}

/** A line a step, with a bar where it is known how much there is. */
export function consoleProgress(): Progress {
  return {
    async step(what, work) {
      const began = performance.now()
      const line = (text: string) => process.stdout.write(process.stdout.isTTY ? `\r\x1b[K  ${text}` : '')
      line(`${what} …`)
      const result = await work((done, total) => line(`${what} ${bar(done, total)} ${done} of ${total}`))
      const seconds = ((performance.now() - began) / 1_000).toFixed(1)
      process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}  ${what} ✓ ${seconds} s\n`)
      return result
    },
  }
}

/** For tests. */
export const silentProgress: Progress = { step: (_what, work) => work(() => undefined) }

const bar = (done: number, total: number) =>
  '█'.repeat(Math.round((done / Math.max(1, total)) * 20)).padEnd(20, '░')
