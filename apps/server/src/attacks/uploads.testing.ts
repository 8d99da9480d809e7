import { request, type ClientRequest } from 'node:http'
import { UPLOAD_LIMITS } from '@tradewind/platform/http'
import { eventually } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'

type Caller = Readonly<Record<string, string>>

const FORM = { 'content-type': 'multipart/form-data; boundary=cut' }
const field = (name: string, value: string) =>
  `--cut\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const PAPER =
  field('purpose', 'document') +
  '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 a form\r\n--cut--\r\n'

export function tellUploads(
  http: string,
  { anonymous, buyer, operator }: Readonly<Record<'anonymous' | 'buyer' | 'operator', Caller>>,
): void {
  const send = (path: string, caller: Caller) =>
    fetch(http + path, { method: 'POST', headers: { ...caller, ...FORM }, body: PAPER })

  /** An upload of which the end does not come; `answered` hears with which status it was refused. */
  const begin = (caller: Caller, answered: (status: number | undefined) => void): ClientRequest => {
    const headers = { ...caller, ...FORM, 'content-length': '5000' }
    const upload = request(`${http}/api/catalog/files`, { method: 'POST', headers })
    // It is cut off at the end of the story.
    upload.on('error', () => undefined)
    upload.on('response', (answer) => answered(answer.resume().statusCode))
    upload.write(PAPER.slice(0, -20))
    return upload
  }
  const beginMany = (count: number, caller: Caller) => {
    const refused: (number | undefined)[] = []
    const begun = Array.from({ length: count }, () => begin(caller, (status) => refused.push(status)))
    return { refused, cut: () => begun.forEach((upload) => upload.destroy()) }
  }

  describe('files that many send at once', () => {
    it('are none of strangers, who hold nobody up', async () => {
      const strangers = beginMany(2 * UPLOAD_LIMITS.most, anonymous)
      await eventually(() => expect(strangers.refused).toEqual(Array(2 * UPLOAD_LIMITS.most).fill(401)))
      expect((await send('/api/catalog/files', buyer)).status).toBe(201)
      strangers.cut()
    })

    it(`are ${UPLOAD_LIMITS.mostOfOne} at a time of one caller, who is told to wait, and nobody else`, async () => {
      const slow = beginMany(UPLOAD_LIMITS.mostOfOne + 3, buyer)
      await eventually(() => expect(slow.refused).toEqual([429, 429, 429]))
      const answer = await send('/api/catalog/files', buyer)
      expect(await answer.json()).toMatchObject({ status: 429, code: 'platform.too-many' })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await send('/api/catalog/files', operator)).status).toBe(201)
      slow.cut()
      await eventually(async () => expect((await send('/api/catalog/files', buyer)).status).toBe(201))
    })
  })
}
