import { globSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { identityService } from '@tradewind/identity/service'
import { merchantsService } from '@tradewind/merchants/service'
import type { OutputOf } from '@tradewind/platform/contract'
import { UPLOAD_LIMITS } from '@tradewind/platform/http'
import { testHost } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import type { files } from '../contract/index.ts'
import { catalogService } from '../service.ts'

const host = await testHost({ services: [identityService, merchantsService, catalogService] })
const { catalog, identity } = host.calls

/** Logs somebody in and answers the bearer token and the person's own context. */
async function person(name: string) {
  const account = { email: `${name}@example.com`, password: `tea in the garden of ${name}` }
  await identity.register(host.ctx(), { ...account, name })
  const answer = await identity.login(host.ctx(), account)
  const accessToken = 'accessToken' in answer ? answer.accessToken : ''
  const session = await identity.resolveSession(host.ctx(), { token: accessToken })
  return { accessToken, ctx: host.ctx({ actor: host.buyer(session?.userId) }), userId: session?.userId }
}
const applicant = await person('applicant')
const stranger = await person('stranger')

async function upload(
  token: string | undefined,
  purpose: string,
  bytes: string | Buffer<ArrayBuffer>,
  name = 'extract.pdf',
) {
  const form = new FormData()
  form.set('purpose', purpose)
  form.set('file', new Blob([bytes]), name)
  const answer = await fetch(`${host.http}/api/catalog/files`, {
    method: 'POST',
    body: form,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  })
  return { status: answer.status, body: (await answer.json()) as { id: string; code?: string } }
}

describe('an uploaded document', () => {
  it('is read by its owner and by operators, and does not exist for anybody else', async () => {
    const { status, body } = await upload(applicant.accessToken, 'document', '%PDF-1.7 register extract')
    expect([status, body]).toMatchObject([201, { purpose: 'document', picture: null, name: 'extract.pdf' }])
    const fileId = body.id
    expect(await catalog.getFiles(host.ctx({ actor: host.system() }), { fileIds: [fileId] })).toEqual([
      { id: fileId, ownerId: applicant.userId, name: 'extract.pdf', picture: null },
    ])

    const own: OutputOf<(typeof files)['getDocument']> = await catalog.getDocument(applicant.ctx, { fileId })
    expect(own.name).toBe('extract.pdf')
    expect(await catalog.getDocument(host.ctx({ actor: host.operator() }), { fileId })).toMatchObject({
      name: 'extract.pdf',
    })
    await expect(catalog.getDocument(stranger.ctx, { fileId })).rejects.toMatchObject({ status: 404 })
  })

  it('stays where its bytes were another person’s too, whose removal was under way', async () => {
    const { body } = await upload(stranger.accessToken, 'document', '%PDF-1.7 the same form')
    const { rows } = await host.db.pool.query<{ path: string }>(
      `select document ->> 'path' as path from catalog.files where id = $1`,
      [body.id],
    )
    const addresses = [rows[0]?.path ?? '']
    await host.db.pool.query(`select platform.enqueue('catalog.remove-files', $1::json, null, null)`, [
      JSON.stringify({ addresses }),
    ])
    await host.quiet()
    expect(globSync(`files/documents/*/${rows[0]?.path}`, { cwd: host.config.dataDir })).toHaveLength(1)
  })

  it('is taken from people who are logged in, and only as what they may give', async () => {
    expect(await upload(undefined, 'document', '%PDF-1.7')).toMatchObject({ status: 401 })
    expect(await upload(applicant.accessToken, 'poster', '%PDF-1.7')).toMatchObject({ status: 400 })
    // Pictures of goods come from those who sell.
    expect(await upload(applicant.accessToken, 'picture', '%PDF-1.7')).toMatchObject({ status: 403 })
    expect(await upload(applicant.accessToken, 'document', '<script>alert(1)</script>')).toMatchObject({
      status: 415,
      body: { code: 'storage.unsupported-type' },
    })
  })
})

describe('an uploaded picture', () => {
  const WHOLE = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  /** The same picture, which says that it is so many pixels wide and high. */
  const saying = (pixels: number) => {
    const bytes = Buffer.from(WHOLE)
    bytes.writeUInt32BE(pixels, 16)
    bytes.writeUInt32BE(pixels, 20)
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
    return bytes
  }
  const put = (bytes: string | Buffer<ArrayBuffer>, { accessToken } = applicant) =>
    upload(accessToken, 'review', bytes, 'cup.png')

  it.each([
    ['nothing at all', '', 415, 'storage.unsupported-type'],
    ['a drawing that may hold scripts', '<svg onload="alert(1)"/>', 415, 'storage.unsupported-type'],
    ['a document', '%PDF-1.7', 415, 'storage.unsupported-type'],
    ['half a picture', WHOLE.subarray(0, 45), 422, 'storage.bad-image'],
    ['a picture of billions of pixels', saying(50_000), 422, 'storage.too-many-pixels'],
    ['too many bytes', Buffer.concat([WHOLE, Buffer.alloc(12_000_000)]), 413, 'storage.too-large'],
  ])('is refused in words when it is %s', async (_name, bytes, status, code) => {
    const answer = await put(bytes)
    expect(answer).toMatchObject({
      status,
      body: { code, title: expect.not.stringContaining(code), errors: [{ path: 'file', code }] },
    })
  })

  it('stays within its memory when many bombs come at once, and others are served after them', async () => {
    const before = process.memoryUsage().rss
    const crowd = await Promise.all(['one', 'two', 'three'].map(person))
    const bombs = await Promise.all(
      crowd.flatMap((one) => Array.from({ length: UPLOAD_LIMITS.mostOfOne }, () => put(saying(30_000), one))),
    )
    expect(bombs).toHaveLength(12)
    expect(new Set(bombs.map(({ status }) => status))).toEqual(new Set([422]))
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
    expect((await put(WHOLE)).status).toBe(201)
  })
})
