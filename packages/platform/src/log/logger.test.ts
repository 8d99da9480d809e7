import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function logged(pretty = false) {
  const lines: string[] = []
  const log = createLogger({ level: 'debug', pretty, write: (line) => lines.push(line) })
  return { log, text: () => lines.join('') }
}

describe('the log', () => {
  it('writes one JSON line an entry, with its time in UTC', () => {
    const { log, text } = logged()
    log.info({ port: 4000 }, 'listening')
    expect(JSON.parse(text())).toMatchObject({ level: 30, port: 4000, msg: 'listening' })
    expect(text()).toMatch(/"time":"\d{4}-\d\d-\d\dT[\d:.]+Z"/)
    expect(text().endsWith('}\n')).toBe(true)
  })

  it('hides secret fields at any depth', () => {
    const { log, text } = logged()
    log.info({
      headers: { authorization: 'x1', Cookie: 'x2', accept: 'text/html' },
      input: { user: { password: 'x3', newPassword: 'x4' }, lines: [{ accessToken: 'x5' }] },
      mail: { subject: 'Your order', html: '<p>x6', text: 'x7' },
      card: { number: 'x8' },
    })
    expect(text()).not.toMatch(/x\d/)
    expect(text()).toContain('text/html')
    expect(text()).toContain('Your order')
  })

  it('hides what looks like a card, a token or a person in any text', () => {
    const { log, text } = logged()
    log.warn('card 4111 1111 1111 1111 and 4242-4242-4242-4242 and 378282246310005')
    log.warn({ note: 'Bearer abc.def-ghi123', url: '/reset?token=s3cret&x=1', id: 5555555555554444 })
    log.warn(
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1In0.sig, postgres://mall:hunter2@db/mall, write to lea@example.com',
    )
    for (const secret of ['1111', '4242', '378282', '5555', 'abc.def', 's3cret', 'eyJ', 'hunter2', 'lea@']) {
      expect(text()).not.toContain(secret)
    }
    expect(text()).toContain('&x=1')
  })

  it('leaves numbers that are no cards alone', () => {
    const { log, text } = logged()
    log.info({ at: 1795300000000, gtin: '4006381333932', order: 'ord_01jd8v3k9c4111111111111111' })
    expect(text()).toContain('1795300000000')
    expect(text()).toContain('4006381333932')
    expect(text()).toContain('ord_01jd8v3k9c4111111111111111')
  })

  it('describes errors with their causes, not with what drivers attach to them', () => {
    const { log, text } = logged()
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', parameters: ['private'] })
    log.error({ err: new Error('order failed', { cause }) }, 'unexpected')
    expect(JSON.parse(text())).toMatchObject({
      err: { message: 'order failed', cause: { code: '23505', message: 'duplicate key' } },
    })
    expect(text()).not.toContain('private')
  })

  it('names live objects instead of opening them, and survives circles', () => {
    const { log, text } = logged()
    const circle: Record<string, unknown> = {}
    circle.self = circle
    log.info({ socket: new (class Socket {})(), circle, big: 10n })
    expect(text()).toContain('"socket":"[Socket]"')
    expect(text()).toContain('[deep]')
    expect(text()).toContain('"big":"10"')
  })

  it('is quick even with hostile text', () => {
    const { log } = logged()
    const started = performance.now()
    for (const unit of ['4 ', '4-', 'a', 'eyJ', '://', 'a@a.', '?token=', '1']) {
      log.info(unit.repeat(200_000 / unit.length))
    }
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it('is readable in development', () => {
    const { log, text } = logged(true)
    log.info({ port: 4000, targets: ['orders'] }, 'listening')
    log.error({ err: new Error('boom') }, 'unexpected')
    const [first, second, third] = text().split('\n')
    expect(first).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}listening port=4000 targets=\["orders"\]$/)
    expect(second).toMatch(/ERROR unexpected$/)
    expect(third).toContain('    Error: boom')
  })
})
