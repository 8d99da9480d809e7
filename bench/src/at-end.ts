type Stop = () => Promise<unknown>

const open = new Set<Stop>()
let ending: Promise<void> | undefined

/** Does some work with what must be stopped afterwards, whatever comes: also a Ctrl-C. */
export async function stopping<T>(stop: Stop, work: () => Promise<T>): Promise<T> {
  open.add(stop)
  try {
    return await work()
  } finally {
    if (open.delete(stop)) await stop()
  }
}

/** Runs a program whose result is its exit code. */
export async function run(main: () => Promise<number>): Promise<never> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (ending ??= stopAll()))
  const code = await main().catch((error: unknown) => {
    // What was under way fails when all is stopped.
    if (!ending) console.error(error)
    return 1
  })
  await ending
  process.exit(code)
}

/** Last opened, first stopped. */
async function stopAll(): Promise<void> {
  const stops = [...open].reverse()
  open.clear()
  for (const stop of stops) await stop().catch((error: unknown) => console.error(error))
}
