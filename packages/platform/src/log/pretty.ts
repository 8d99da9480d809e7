const LEVELS: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO ',
  40: 'WARN ',
  50: 'ERROR',
  60: 'FATAL',
}

/** A JSON line of the log for the eye: `12:03:04.123 INFO  listening port=4000`; stacks follow, indented. */
export function prettyLine(line: string): string {
  const { level, time, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>
  const clock = typeof time === 'string' ? time.slice(11, 23) : ''
  const parts = Object.entries(fields).map(([key, value]) => `${key}=${show(value)}`)
  const head = [clock, LEVELS[Number(level)] ?? '?', show(msg ?? ''), ...parts].join(' ')
  const stack = stackOf(err)
  return stack ? `${head}\n    ${stack.replaceAll('\n', '\n    ')}\n` : `${head}\n`
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const stackOf = (err: unknown): string | undefined =>
  typeof err === 'object' && err !== null && 'stack' in err && typeof err.stack === 'string'
    ? err.stack
    : undefined
