import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../http/index.ts'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { mailboxRoutes } from './mailbox.routes.ts'
import type { Mail } from './mail.types.ts'
import { createMailSender } from './sender.ts'

const lines: string[] = []
const log = createLogger({ level: 'debug', pretty: false, write: (line) => lines.push(line) })

const mail = (over: Partial<Mail> = {}): Mail => ({
  id: 'order-confirmed:ord_1',
  to: 'lea@mall.example',
  subject: 'طلبك <b>1001</b>',
  text: 'شكراً {{7*7}} <script>alert(1)</script>',
  html: '<p>شكراً</p><script>alert(1)</script><a href="https://mall.example/o/1">Order</a>',
  locale: 'ar',
  ...over,
})

describe('the sink', () => {
  let folder = ''
  let app: FastifyInstance
  beforeAll(async () => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'tradewind-mail-')), 'mail')
    const config = {
      publicUrl: 'http://localhost:4000',
      production: false,
      trustProxy: false,
      requestsPerMinute: 0,
      sandboxPspUrl: 'http://localhost:4100',
    } as const
    app = await createHttpServer({ config, log, metrics: createMetrics() })
    mailboxRoutes(app, { folder })
  })
  afterAll(async () => {
    await app.close()
    rmSync(path.dirname(folder), { recursive: true })
  })
  const sender = () => createMailSender({ from: 'mall@mall.example', folder, log })
  const listed = async (query = '') =>
    (await app.inject(`/mailbox/api${query}`)).json<{ items: (Mail & { key: string })[] }>().items

  it('is empty before the first mail', async () => {
    expect(await listed()).toEqual([])
    expect((await app.inject({ url: '/mailbox?locale=en' })).statusCode).toBe(200)
  })

  it('keeps each mail once, whoever sends it again', async () => {
    await Promise.all([sender().send(mail()), sender().send(mail()), sender().send(mail())])
    await sender().send(mail({ subject: 'changed' }))
    expect(await listed()).toEqual([{ ...mail(), key: expect.any(String), at: expect.any(String) }])
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('shows the newest first, to one address when asked', async () => {
    await sender().send(mail({ id: 'b', to: 'max@mall.example', subject: 'Second' }))
    await sender().send(mail({ id: 'c', to: 'Lea@mall.example', subject: 'Third' }))
    expect((await listed('?limit=2')).length).toBe(2)
    const subjects = (await listed('?to=lea@mall.example')).map(({ subject }) => subject)
    expect(subjects.toSorted()).toEqual(['Third', mail().subject].toSorted())
  })

  it('shows a mail without letting it run, and its links open elsewhere', async () => {
    const [kept] = await listed('?to=max@mall.example')
    const page = await app.inject(`/mailbox/${kept?.key}`)
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page.body).not.toContain('<script>')
    expect(page.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(page.headers['content-security-policy']).toContain("style-src 'self' 'nonce-")

    const html = await app.inject(`/mailbox/${kept?.key}/html`)
    expect(html.body).toBe(`<base target="_blank">${mail().html}`)
    expect(html.headers['content-security-policy']).toMatch(/default-src 'none';.*sandbox allow-popups/)
    expect(html.headers['x-frame-options']).toBe('SAMEORIGIN')

    const list = await app.inject('/mailbox')
    expect(list.body).toContain('طلبك &lt;b&gt;1001&lt;/b&gt;')
  })

  it('has nothing under any other name', async () => {
    for (const key of ['unknown', '..%2f..%2fsecret', 'a'.repeat(32)]) {
      expect((await app.inject(`/mailbox/${key}`)).statusCode).toBe(404)
      expect((await app.inject(`/mailbox/api/${key}`)).statusCode).toBe(404)
    }
  })

  it('leaves neither address nor content in the log', () => {
    expect(lines.join('')).toContain('order-confirmed:ord_1')
    expect(lines.join('')).not.toMatch(/lea@|شكراً/)
  })
})

describe('SMTP', () => {
  let server: Server
  let refusing = false
  const received: string[] = []
  beforeAll(async () => {
    server = createServer((socket) => {
      let data: string | undefined
      socket.write('220 mail.example ready\r\n')
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        if (data !== undefined) {
          data += String(chunk)
          if (!data.endsWith('\r\n.\r\n')) return
          received.push(data)
          data = undefined
          socket.write('250 queued\r\n')
          return
        }
        const [verb] = String(chunk).trim().toUpperCase().split(/[ :]/)
        if (verb === 'DATA') data = ''
        const replies: Record<string, string> = {
          DATA: '354 go on',
          QUIT: '221 bye',
          EHLO: '250 mail.example',
        }
        const refused = refusing && verb === 'RCPT'
        socket.write(`${refused ? '451 try later' : (replies[verb ?? ''] ?? '250 ok')}\r\n`)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const sender = () => {
    const { port } = server.address() as AddressInfo
    return createMailSender({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'Tradewind <mall@mall.example>',
      folder: '/nowhere',
      log,
    })
  }

  it('carries both parts, in the language of the reader, and each id once', async () => {
    const smtp = sender()
    await Promise.all([smtp.send(mail()), smtp.send(mail()), smtp.send(mail())])
    await smtp.send(mail())
    expect(received).toHaveLength(1)
    const [text = ''] = received
    expect(text).toContain('To: lea@mall.example')
    expect(text).toContain('Content-Language: ar')
    expect(text).toContain('Auto-Submitted: auto-generated')
    expect(text).toMatch(/Message-ID: <[0-9a-f]{32}@mall\.example>/)
    expect(text).toContain('text/plain')
    expect(text).toContain('text/html')
  })

  it('repeats an id with the same Message-ID after a restart', async () => {
    received.length = 0
    await sender().send(mail())
    await sender().send(mail())
    const ids = received.map((text) => /Message-ID: (.*)/.exec(text)?.[1])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('offers to end what comes again and again, without a log-in', async () => {
    received.length = 0
    await sender().send(mail({ id: 'news', unsubscribeUrl: 'https://mall.example/end?token=a.b' }))
    await sender().send(mail({ id: 'once' }))
    const [news = '', once = ''] = received
    expect(news).toContain('List-Unsubscribe: <https://mall.example/end?token=a.b>')
    expect(news).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(once).not.toContain('List-Unsubscribe')
  })

  it('tells of a failure, and tries again when asked to', async () => {
    received.length = 0
    const smtp = sender()
    refusing = true
    await expect(smtp.send(mail({ id: 'later' }))).rejects.toThrow('451')
    refusing = false
    await smtp.send(mail({ id: 'later' }))
    expect(received).toHaveLength(1)
  })

  it('writes to one address only, and adds no headers from outside', async () => {
    received.length = 0
    const smtp = sender()
    for (const to of ['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'x <a@b.example>', '']) {
      await expect(smtp.send(mail({ id: to, to }))).rejects.toMatchObject({ code: 'mail.bad-address' })
    }
    await smtp.send(mail({ id: 'injected', subject: 'Hello\r\nBcc: c@d.example' }))
    expect(received).toHaveLength(1)
    expect(received[0]).not.toMatch(/^Bcc:/m)
  })
})
