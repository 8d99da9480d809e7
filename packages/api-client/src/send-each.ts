import { ApiError } from './answer.ts'

/** A file that was not kept, and why, in the words of the namespace `errors`. */
export interface FileFault {
  name: string
  code: string
  params: Readonly<Record<string, unknown>>
}

/**
 * Sends files one after the other, the first of them that there is room for; answers those that were not kept. One that
 * is refused for what it is does not keep the others away; any other refusal is thrown.
 */
export async function sendEach(
  files: readonly File[],
  { most, room }: { most: number; room: number },
  send: (file: File) => Promise<void>,
): Promise<FileFault[]> {
  const faults: FileFault[] = []
  let kept = 0
  for (const file of files) {
    if (kept >= room) {
      faults.push({ name: file.name, code: 'storage.too-many-files', params: { most } })
      continue
    }
    try {
      await send(file)
      kept += 1
    } catch (thrown) {
      if (!isOfFile(thrown)) throw thrown
      faults.push({ name: file.name, code: thrown.code, params: thrown.params })
    }
  }
  return faults
}

/** What stands before the server refuses too large a body without naming a field. */
const isOfFile = (thrown: unknown): thrown is ApiError =>
  thrown instanceof ApiError && (thrown.status === 413 || thrown.fields.some(({ path }) => path === 'file'))
