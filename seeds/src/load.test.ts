import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@tradewind/platform/postgres'
import { afterAll, describe, expect, it } from 'vitest'

const COMMAND = fileURLToPath(new URL('load.ts', import.meta.url))
const SAMPLES = fileURLToPath(new URL('../catalogues/samples', import.meta.url))

const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-load-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const run = async (...folders: string[]): Promise<{ code: number | null; said: string }> => {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(await freePort()) }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...folders], { env }, (_error, _out, said) =>
      resolve({ code: child.exitCode, said: said.trim() }),
    )
  })
}

describe('npm run load says in one line', () => {
  it('that no mall runs', async () => {
    expect(await run(SAMPLES)).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^No mall answers at http:\/\/127\.0\.0\.1:\d+: start it with npm start, .*$/,
      ),
    })
  })

  it('that a folder holds nothing it knows', async () => {
    expect(await run(dataDir)).toEqual({
      code: 1,
      said: expect.stringMatching(/^.* holds no catalogue of a kind known here: luma, spree, .*$/),
    })
  })

  it('that it needs a folder', async () => {
    expect(await run()).toEqual({ code: 1, said: 'Which folder? npm run load -- <folder>' })
  })
})
