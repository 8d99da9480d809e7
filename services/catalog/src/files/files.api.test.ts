import { globSync } from 'node:fs'
import { identityService } from '@tradewind/identity/service'
import { merchantsService } from '@tradewind/merchants/service'
import type { OutputOf } from '@tradewind/platform/contract'
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

async function upload(token: string | undefined, purpose: string, bytes: string, name = 'extract.pdf') {
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
