import { readFileSync, readdirSync } from 'node:fs'

/** The kernel counts in hundredths of a second, on every Linux that Node supports. */
const TICKS_PER_SECOND = 100

interface Stat {
  name: string
  parent: number
  ticks: number
}

/** Seconds of processor, user and system, that these processes and all they started have taken so far. */
export const cpuSecondsOf = (pids: readonly number[]): number =>
  treeOf(pids).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND

/** Memory in bytes of a process and all it started, PostgreSQL apart; what processes share counts once. */
export const memoryBytesOf = (pid: number): number =>
  treeOf([pid])
    .filter(({ name }) => name !== 'postgres')
    .reduce((sum, stat) => sum + proportionalBytesOf(stat.pid), 0)

function treeOf(pids: readonly number[]): (Stat & { pid: number })[] {
  const all = readAll()
  const children = Map.groupBy(all.keys(), (pid) => all.get(pid)?.parent)
  const take = (pid: number): (Stat & { pid: number })[] => {
    const stat = all.get(pid)
    return stat ? [{ pid, ...stat }, ...(children.get(pid) ?? []).flatMap(take)] : []
  }
  return pids.flatMap(take)
}

function proportionalBytesOf(pid: number): number {
  const kibibytes = /^Pss: +(\d+) kB$/m.exec(readText(`/proc/${pid}/smaps_rollup`) ?? '')?.[1]
  return Number(kibibytes ?? 0) * 1_024
}

function readAll(): Map<number, Stat> {
  if (process.platform !== 'linux') throw new Error('The bench reads /proc, which only Linux has.')
  const all = new Map<number, Stat>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readStat(name)
    if (stat) all.set(Number(name), stat)
  }
  return all
}

/** Fields of proc_pid_stat(5) behind the name, which stands in brackets and may hold anything. */
function readStat(pid: string): Stat | undefined {
  const text = readText(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const nameEnd = text.lastIndexOf(')')
  const fields = text.slice(nameEnd + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return {
    name: text.slice(text.indexOf('(') + 1, nameEnd),
    parent: field(4),
    // Children that ended count with their parent.
    ticks: field(14) + field(15) + field(16) + field(17),
  }
}

/** Undefined for a process that ended meanwhile. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined
    throw error
  }
}
