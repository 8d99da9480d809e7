import { pino, type Logger } from 'pino'
import type { AppConfig } from '../config/index.ts'
import { prettyLine } from './pretty.ts'
import { redactFields, redactLine } from './redact.ts'

export interface LogOptions {
  level: AppConfig['logLevel']
  /** One readable line an entry instead of JSON. */
  pretty: boolean
  /** Where lines go, each with its line feed; standard output when absent. */
  write?(line: string): void
}

/** The log of a process: secrets, tokens, card-like digits, addresses and the bodies of mails never reach it. */
export function createLogger({ level, pretty, write }: LogOptions): Logger {
  const output = write ?? standardOutput()
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (value: unknown) => value }, // described below already, with all other fields
      formatters: { log: (fields) => redactFields(fields) as Record<string, unknown> },
    },
    {
      write: (line: string) => {
        const clean = redactLine(line)
        output(pretty ? prettyLine(clean) : clean)
      },
    },
  )
}

function standardOutput(): (line: string) => void {
  const destination = pino.destination({ fd: 1, sync: true })
  return (line) => void destination.write(line)
}
