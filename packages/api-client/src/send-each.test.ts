import { describe, expect, test } from 'vitest'
import { ApiError } from './answer.ts'
import { sendEach } from './send-each.ts'

const filesOf = (...names: string[]) => names.map((name) => new File(['x'], name))
const refusalOf = (status: number, code: string, errors: { path: string }[] = []) =>
  new ApiError(status, { code, errors: errors.map((one) => ({ ...one, code })) })

describe('several files', () => {
  test('are sent in turn; one that is refused for what it is does not keep the others away', async () => {
    const kept: string[] = []
    const faults = await sendEach(
      filesOf('a.jpg', 'b.svg', 'c.jpg', 'd.mov'),
      { most: 5, room: 5 },
      async ({ name }) => {
        if (name === 'b.svg') throw refusalOf(415, 'storage.unsupported-type', [{ path: 'file' }])
        if (name === 'd.mov') throw refusalOf(413, 'platform.too-large')
        kept.push(name)
      },
    )
    expect(kept).toEqual(['a.jpg', 'c.jpg'])
    expect(faults.map(({ name, code }) => [name, code])).toEqual([
      ['b.svg', 'storage.unsupported-type'],
      ['d.mov', 'platform.too-large'],
    ])
  })

  test('are kept as far as there is room, and the rest is named', async () => {
    const kept: string[] = []
    const faults = await sendEach(filesOf('a', 'b', 'c'), { most: 5, room: 2 }, async ({ name }) => {
      kept.push(name)
    })
    expect(kept).toEqual(['a', 'b'])
    expect(faults).toEqual([{ name: 'c', code: 'storage.too-many-files', params: { most: 5 } }])
  })

  test('wait where the sender is at fault, not the file', async () => {
    const limited = refusalOf(429, 'platform.too-many')
    const sent: string[] = []
    const sending = sendEach(filesOf('a', 'b'), { most: 5, room: 5 }, async ({ name }) => {
      sent.push(name)
      throw limited
    })
    await expect(sending).rejects.toBe(limited)
    expect(sent).toEqual(['a'])
  })
})
