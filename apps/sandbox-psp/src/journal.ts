import { createReadStream, mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'

/** An append-only file of JSON lines. What `settled` has waited for survives any crash. */
export interface Journal<Line> {
  /** Puts a line in order; it is on disk once a `settled` called afterwards resolves. */
  append(line: Line): void
  /** Resolves when every line appended before is on disk; rejects, then and ever after, when the disk refused one. */
  settled(): Promise<void>
  /** The lines that are on disk, as text. */
  read(): Readable
  close(): Promise<void>
}

interface Batch {
  lines: string[]
  written: PromiseWithResolvers<void>
}

/** Opens the file, hands every line in it to `replay`, and cuts off a last line that a crash left half-written. */
export async function openJournal<Line>(file: string, replay: (line: Line) => void): Promise<Journal<Line>> {
  mkdirSync(path.dirname(file), { recursive: true })
  const handle = await open(file, 'a+')
  const kept = readFileSync(file)
  let sizeBytes = kept.lastIndexOf('\n') + 1
  if (sizeBytes < kept.length) await handle.truncate(sizeBytes)
  for (const line of kept.toString('utf8', 0, sizeBytes).split('\n')) {
    if (line !== '') replay(JSON.parse(line) as Line)
  }

  let gathering: Batch | undefined
  let writing: Promise<void> = Promise.resolve()

  /** One batch at a time: what comes in while the disk is busy shares the next fsync. */
  const write = async (batch: Batch): Promise<void> => {
    gathering = undefined
    const bytes = Buffer.from(batch.lines.join(''))
    await handle.appendFile(bytes)
    await handle.datasync()
    sizeBytes += bytes.length
  }

  return {
    append(line) {
      if (!gathering) {
        const batch: Batch = { lines: [], written: Promise.withResolvers() }
        gathering = batch
        writing = writing.then(() => write(batch))
        writing.then(batch.written.resolve, batch.written.reject)
        batch.written.promise.catch(() => undefined) // whoever calls `settled` hears of it
      }
      gathering.lines.push(`${JSON.stringify(line)}\n`)
    },
    settled: () => gathering?.written.promise ?? writing,
    read: () => (sizeBytes === 0 ? Readable.from([]) : createReadStream(file, { end: sizeBytes - 1 })),
    async close() {
      await writing.catch(() => undefined)
      await handle.close()
    },
  }
}
