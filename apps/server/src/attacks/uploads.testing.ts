import { request, type ClientRequest } from 'node:http'
import { MOST_UPLOADS } from '@tradewind/platform/http'
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
  { buyer, operator }: Readonly<Record<'buyer' | 'operator', Caller>>,
): void {
  const send = (path: string, caller: Caller) =>
    fetch(http + path, { method: 'POST', headers: { ...caller, ...FORM }, body: PAPER })

  /** An upload of which the end does not come; `answered` hears with which status it was refused. */
  const begin = (answered: (status: number | undefined) => void): ClientRequest => {
    const headers = { ...buyer, ...FORM, 'content-length': '5000' }
    const upload = request(`${http}/api/catalog/files`, { method: 'POST', headers })
    // It is cut off at the end of the story.
    upload.on('error', () => undefined)
    upload.on('response', (answer) => answered(answer.resume().statusCode))
    upload.write(PAPER.slice(0, -20))
    return upload
  }

  describe('files that many send at once', () => {
    it(`are taken ${MOST_UPLOADS} at a time by all ways together; who comes then is told to wait`, async () => {
      const refused: (number | undefined)[] = []
      const begun = Array.from({ length: MOST_UPLOADS + 3 }, () => begin((status) => refused.push(status)))
      await eventually(() => expect(refused).toEqual([429, 429, 429]))
      for (const [path, caller] of [
        ['/api/catalog/files', buyer],
        ['/api/payments/admin/disputes/dsp_none/files', operator],
      ] as const) {
        const answer = await send(path, caller)
        expect(await answer.json()).toMatchObject({ status: 429, code: 'platform.too-many' })
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      for (const upload of begun) upload.destroy()
      await eventually(async () => expect((await send('/api/catalog/files', buyer)).status).toBe(201))
    })
  })
}
