import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDiskStorage, type DiskStorage } from './disk.ts'
import { fileRoutes } from './files.routes.ts'
import { isPlainWebp } from './sniff.ts'

let folder = ''
let storage: DiskStorage
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tradewind-files-'))
  storage = createDiskStorage({ folder, linkKey: Buffer.alloc(32, 7) })
  app = fastify()
  fileRoutes(app, storage)
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a3441f' } })
const file = (bytes: Buffer, name = 'photo.jpg') => ({ id: 'fil_1', name, bytes })
const get = (url: string) => app.inject({ url })

/** Sends the path exactly as written, which clients normally tidy up. */
const rawStatus = (rawPath: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { port } = app.server.address() as AddressInfo
    request({ host: '127.0.0.1', port, path: rawPath }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('a picture', () => {
  it('becomes WebP in the widths that fit it, upright and without metadata', async () => {
    const bytes = await plain(2000, 1000)
      .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '1/1 2/1 3/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(bytes).metadata()).exif?.includes('somebody')).toBe(true)
    const stored = await storage.putPicture(file(bytes))
    const hash = stored.template.split('/')[2]
    expect(stored).toEqual({
      id: 'fil_1',
      url: `/files/${hash}/960.webp`,
      template: `/files/${hash}/{width}.webp`,
      widths: [160, 320, 640, 960],
      width: 960,
      height: 1920,
    })
    for (const width of stored.widths) {
      const answer = await get(stored.template.replace('{width}', String(width)))
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toBe('image/webp')
      const { exif, icc, ...facts } = await sharp(answer.rawPayload).metadata()
      expect([facts.format, facts.width, exif, icc]).toEqual(['webp', width, undefined, undefined])
    }
  })

  it('is never made larger, nor served in a width it does not have', async () => {
    const stored = await storage.putPicture(file(await plain(400, 300).png().toBuffer()))
    expect(stored.widths).toEqual([160, 320, 400])
    expect(stored).toMatchObject({ width: 400, height: 300 })
    for (const width of ['640', '161', '0', '9999']) {
      expect((await get(stored.template.replace('{width}', width))).statusCode).toBe(404)
    }
    const small = await storage.putPicture(file(await plain(90, 40).avif().toBuffer()))
    expect(small.widths).toEqual([90])
  })

  it('that is prepared already is kept as it is, and narrowed when first asked for', async () => {
    const bytes = await plain(800, 1000).webp().toBuffer()
    const stored = await storage.putPicture(file(bytes))
    expect(stored.widths).toEqual([160, 320, 640, 800])
    expect(await storage.read(stored.url)).toEqual(bytes)
    const kept = path.join(folder, 'pictures')
    const names = () =>
      readdirSync(kept, { recursive: true }).filter((name) => String(name).endsWith('/320.webp'))
    const before = names().length
    const narrow = stored.template.replace('{width}', '320')
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(narrow)))
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([200]))
    expect(names().length).toBe(before + 1)
  })

  it('stands in the middle of a square as an icon, made once, and whole where devices cut a circle out', async () => {
    const red = { r: 200, g: 20, b: 20 }
    const wide = await sharp({ create: { width: 480, height: 96, channels: 3, background: red } })
      .png()
      .toBuffer()
    const { url } = await storage.putPicture({ id: 'fil_icon', name: 'mark.png', bytes: wide })
    const folderOf = url.slice(0, url.lastIndexOf('/'))
    const fetched = async (name: string) => {
      const answer = await app.inject(`${folderOf}/${name}`)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': expect.stringContaining('immutable'),
      })
      const { data, info } = await sharp(answer.rawPayload)
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      /** Red, green, blue and opacity at a place, in shares of the size. */
      const at = (x: number, y: number) => {
        const from = 4 * (Math.floor(y * info.height) * info.width + Math.floor(x * info.width))
        return [...data.subarray(from, from + 4)]
      }
      const isMark = (x: number, y: number) => (at(x, y)[0] ?? 0) - (at(x, y)[1] ?? 0) > 120
      return { size: [info.width, info.height], at, isMark }
    }
    for (const [name, ...size] of [
      ['icon-64.png', 64, 64],
      ['icon-180.png', 180, 180],
      ['icon-192.png', 192, 192],
      ['icon-512.png', 512, 512],
      ['icon-maskable.png', 512, 512],
      ['card.png', 1200, 630],
    ] as const) {
      const icon = await fetched(name)
      expect([name, icon.size, icon.isMark(0.5, 0.5)]).toEqual([name, size, true])
    }
    const plainIcon = await fetched('icon-192.png')
    expect([plainIcon.isMark(0.01, 0.5), plainIcon.at(0.5, 0.1)[3]]).toEqual([true, 0])
    const cut = await fetched('icon-maskable.png')
    expect(cut.at(0.01, 0.01)).toEqual([255, 255, 255, 255])
    expect([cut.isMark(0.12, 0.5), cut.isMark(0.09, 0.5)]).toEqual([true, false])
    for (const address of [`${folderOf}/icon-9.png`, `/files/${'0'.repeat(40)}/icon-64.png`])
      expect((await app.inject(address)).statusCode).toBe(404)
  })

  it('put twice is kept once', async () => {
    const bytes = await plain(330, 330).png().toBuffer()
    const first = await storage.putPicture(file(bytes))
    const second = await storage.putPicture({ ...file(bytes), id: 'fil_2' })
    expect(second).toEqual({ ...first, id: 'fil_2' })
  })

  it('loses what was hidden behind it', async () => {
    const webp = await plain(200, 200).webp().toBuffer()
    const polyglot = Buffer.concat([webp, Buffer.from('<script>alert(1)</script>')])
    expect([isPlainWebp(webp), isPlainWebp(polyglot)]).toEqual([true, false])
    const stored = await storage.putPicture(file(polyglot))
    expect((await storage.read(stored.url)).includes('<script>')).toBe(false)
  })
})

describe('a picture is refused', () => {
  const refused = (bytes: Buffer) =>
    storage.putPicture(file(bytes)).then(
      () => 'taken',
      (error: { status: number; code: string }) => [error.status, error.code],
    )

  it('when it is none of the taken types, whatever it is called', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const gif = await plain(9, 9).gif().toBuffer()
    for (const bytes of [svg, gif, Buffer.from('%PDF-1.7'), Buffer.from('<html>'), Buffer.alloc(0)]) {
      expect(await refused(bytes)).toEqual([415, 'storage.unsupported-type'])
    }
  })

  it('when it moves', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const webp = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect((await sharp(webp).metadata()).pages).toBe(2)
    expect(await refused(webp)).toEqual([415, 'storage.unsupported-type'])

    const png = await plain(9, 9).png().toBuffer()
    const apng = Buffer.concat([png.subarray(0, 33), pngChunk('acTL', Buffer.alloc(8)), png.subarray(33)])
    expect(await refused(apng)).toEqual([415, 'storage.unsupported-type'])
  })

  it('when it is too heavy or has too many pixels, before it is decoded', async () => {
    expect(await refused(Buffer.alloc(12_000_001))).toEqual([413, 'storage.too-large'])
    const header = Buffer.alloc(13)
    header.writeUInt32BE(50_000, 0)
    header.writeUInt32BE(50_000, 4)
    header.set([8, 2, 0, 0, 0], 8)
    const bomb = Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      pngChunk('IHDR', header),
      pngChunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
      pngChunk('IEND', Buffer.alloc(0)),
    ])
    const before = process.memoryUsage().rss
    expect(await refused(bomb)).toEqual([422, 'storage.too-many-pixels'])
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it('when it is broken', async () => {
    const jpeg = await plain(500, 500).jpeg().toBuffer()
    const webp = await plain(500, 500).webp().toBuffer()
    const lying = Buffer.from(webp).fill(0, 40)
    const headOnly = Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from('nothing of a picture')])
    for (const bytes of [jpeg.subarray(0, 300), lying, headOnly]) {
      expect(await refused(bytes)).toEqual([422, 'storage.bad-image'])
    }
  })
})

describe('a document', () => {
  const pdf = Buffer.from('%PDF-1.7\nregister extract')

  it('is kept byte for byte and comes only by a signed address, as a download', async () => {
    const stored = await storage.putDocument({ id: 'fil_9', name: 'Auszug "Köln"; a=b.html', bytes: pdf })
    expect(stored).toMatchObject({ id: 'fil_9', contentType: 'application/pdf', sizeBytes: pdf.length })
    const url = storage.documentUrl(stored)
    const answer = await get(url)
    expect(answer.rawPayload).toEqual(pdf)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="Auszug _K_ln__ a_b.html"; filename*=UTF-8''Auszug%20%22K%C3%B6ln%22%3B%20a%3Db.html`,
    })
    expect((await get(`/files/private/${stored.path}`)).statusCode).toBe(404)
    expect((await get(url.replace('name=Auszug', 'name=Other'))).statusCode).toBe(404)
    expect((await get(url.replace(/expires=\d/, 'expires=9'))).statusCode).toBe(404)
    expect((await get(storage.documentUrl(stored, 0))).statusCode).toBe(404)
    expect((await get(`/files/${stored.path.slice(0, 40)}/960.webp`)).statusCode).toBe(404)
  })

  it('is kept apart for each keeper, so that one removing its own leaves the other’s', async () => {
    const upload = { id: 'fil_9', name: 'form.pdf', bytes: Buffer.from('%PDF-1.7 a form') }
    const [own, other] = [await storage.putDocument(upload), await storage.putDocument(upload, 'payments')]
    await storage.remove(own.path)
    await expect(storage.read(own.path)).rejects.toMatchObject({ status: 404 })
    expect(await storage.read(other.path)).toEqual(upload.bytes)
  })

  it('may be PDF, JPEG or PNG, by its bytes', async () => {
    const jpeg = await plain(10, 10).jpeg().toBuffer()
    expect(await storage.putDocument(file(jpeg, 'scan.pdf'))).toMatchObject({ contentType: 'image/jpeg' })
    await expect(
      storage.putDocument({ ...file(Buffer.from('<html>'), 'x.pdf'), contentType: 'application/pdf' }),
    ).rejects.toMatchObject({ status: 415, code: 'storage.unsupported-type' })
  })
})

describe('an address of a file', () => {
  it('reaches nothing outside the folder', async () => {
    const hash = 'a'.repeat(40)
    const attempts = [
      '/files/../../etc/passwd',
      '/files/%2e%2e%2f%2e%2e%2fetc/passwd',
      '/files/..%2f..%2fsecret/160.webp',
      `/files/${hash}/..%2f..%2f160.webp`,
      `/files/${hash}/160.webp%00.html`,
      `/files/${hash}/..\\160.webp`,
      '/files/private/..%2fsecret',
      '/files/private/%2fetc%2fpasswd?name=x&expires=99999999999&signature=x',
    ]
    for (const attempt of attempts) expect(await rawStatus(attempt)).toBe(404)
    for (const attempt of ['../secret', '/etc/passwd', `documents/${'a'.repeat(64)}.pdf`, '']) {
      await expect(storage.read(attempt)).rejects.toMatchObject({ status: 404 })
    }
  })

  it('of a picture may be kept for ever, and runs nothing', async () => {
    const { url } = await storage.putPicture(file(await plain(170, 170).png().toBuffer()))
    expect((await get(url)).headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })
})

function pngChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(name), data])))
  return Buffer.concat([length, Buffer.from(name), data, checksum])
}
