import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A child process that is started again when it dies, until it is stopped. */
export interface Program {
  readonly pid: number | undefined
  /** Resolves when the process says that it listens; rejects when it ends before. */
  ready(): Promise<void>
  /** Ends it at once, as a crash would; it is started again. */
  kill(): void
  stop(): Promise<void>
}

export interface ProgramOptions {
  name: string
  file: string
  env: Record<string, string>
  /** A line of its output that says it listens. */
  readyLine: RegExp
  /** Memory for what is soon forgotten, in MB; 16 when absent. */
  nurseryMb?: number
  /** Its output, line by line. */
  onLine?(line: string): void
}

const GIVE_UP_AFTER = 5
const LONG_ENOUGH_MS = 10_000

/** Starts a program of the house on this Node. */
export function startProgram({
  name,
  file,
  env,
  readyLine,
  nurseryMb = 16,
  onLine = () => undefined,
}: ProgramOptions): Program {
  let child: ChildProcess
  let stopping = false
  let quickDeaths = 0
  let listening: Promise<void>

  const launch = () => {
    if (stopping) return
    const began = Date.now()
    // What an answer makes is forgotten with it: a large nursery is swept seldom, and sweeping costs what is left.
    child = spawn(process.execPath, [`--max-semi-space-size=${nurseryMb}`, file], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    listening = promise
    promise.catch(() => undefined)
    let lastError = ''
    const hear = (text: Buffer) => {
      for (const line of String(text).split('\n').filter(Boolean)) {
        if (/error/i.test(line)) lastError = line.trim()
        onLine(line)
        if (readyLine.test(line)) resolve()
      }
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code, signal) => {
      reject(new Error(`${name} ended (${signal ?? code})${lastError && `: ${lastError}`}`))
      if (stopping) return
      quickDeaths = Date.now() - began < LONG_ENOUGH_MS && signal !== 'SIGKILL' ? quickDeaths + 1 : 0
      if (quickDeaths < GIVE_UP_AFTER) setTimeout(launch, 200)
      else
        onLine(`error: ${name} ended ${GIVE_UP_AFTER} times at once and is not started again: ${lastError}`)
    })
  }
  launch()

  return {
    get pid() {
      return child.pid
    },
    ready: () => listening,
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 12_000)
      await ended
      clearTimeout(force)
    },
  }
}
