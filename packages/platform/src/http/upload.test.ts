import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverWith } from './guards.testing.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await serverWith()
})
afterAll(() => app.close())

describe('an upload', () => {
  const form = (parts: readonly string[]): Pick<InjectOptions, 'headers' | 'payload'> => ({
    headers: { 'content-type': 'multipart/form-data; boundary=cut' },
    payload: `${parts.map((part) => `--cut\r\ncontent-disposition: form-data; ${part}\r\n`).join('')}--cut--\r\n`,
  })
  const photo = (bytes: string) => `name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n${bytes}`
  const send = (parts: readonly string[], headers = {}) => {
    const { headers: type, payload } = form(parts)
    return app.inject({ method: 'POST', url: '/photos', headers: { ...type, ...headers }, payload })
  }

  it('is one file, with fields before or behind it', async () => {
    const answer = await send(['name="purpose"\r\n\r\nproduct', photo('xyz'), 'name="alt"\r\n\r\nA cup'])
    expect(answer.json()).toEqual({
      name: 'a.jpg',
      contentType: 'image/jpeg',
      size: 3,
      fields: { purpose: 'product', alt: 'A cup' },
    })
  })

  it('is refused when it is too large, missing, no form, or from elsewhere', async () => {
    const codeOf = async (answer: ReturnType<typeof send>) => (await answer).json<{ code: string }>().code
    expect(await codeOf(send([photo('x'.repeat(12_000_001))]))).toBe('storage.too-large')
    expect(await codeOf(send(['name="alt"\r\n\r\nA cup']))).toBe('platform.bad-request')
    expect(await codeOf(send([photo('x'), photo('y')]))).toBe('storage.too-many-files')
    expect(await codeOf(app.inject({ method: 'POST', url: '/photos', payload: { a: 1 } }))).toBe(
      'platform.unsupported-type',
    )
    expect(await codeOf(send([photo('x')], { cookie: 'a=b', origin: 'https://evil.example' }))).toBe(
      'platform.cross-site',
    )
  })

  it('is refused at its field where it is at fault', async () => {
    for (const parts of [
      [photo('x'.repeat(12_000_001))],
      [photo('x'), photo('y')],
      ['name="alt"\r\n\r\nA cup'],
    ]) {
      const { errors } = (await send(parts)).json<{ errors: { path: string }[] }>()
      expect(errors.map(({ path }) => path)).toEqual(['file'])
    }
  })

  it('is refused at the field whose text no database keeps', async () => {
    const pathsOf = async (parts: readonly string[]) => {
      const { errors } = (await send(parts)).json<{ errors: { path: string }[] }>()
      return errors.map(({ path }) => path)
    }
    expect(await pathsOf([photo('x'), 'name="alt"\r\n\r\nA\0cup'])).toEqual(['alt'])
    const encoded = `name="file"; filename*=UTF-8''a%00.jpg\r\ncontent-type: image/jpeg\r\n\r\nx`
    expect(await pathsOf([encoded])).toEqual(['file'])
  })

  it('cannot plant a prototype', async () => {
    await send(['name="__proto__"\r\n\r\n{"isAdmin":true}', photo('x')])
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  })
})
