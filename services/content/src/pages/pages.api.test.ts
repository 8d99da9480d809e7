import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { contentService } from '../service.ts'

const host = await testHost({ services: [contentService] })
const { content } = host.calls
const operator = (ifMatch?: number) => host.ctx({ actor: host.operator(), ifMatch })

const HERO = {
  kind: 'hero' as const,
  title: { en: 'Made by hand', fr: 'Fait main' },
  text: { en: 'From seventeen regions.' },
  action: { en: 'Look around', fr: 'Découvrir' },
  href: '/new',
  picture: '/files/hero.webp',
}
const ROW = { kind: 'products' as const, title: { en: 'New', fr: 'Nouveautés' }, source: 'new', limit: 8 }

describe('the home page', () => {
  it('is there from the start, empty, and the demo fills it once', async () => {
    expect(await content.getPage(host.ctx({ locale: 'fr' }), { slug: 'home' })).toEqual({
      slug: 'home',
      locale: 'fr',
      blocks: [],
    })
    const pages = [
      { slug: 'home', blocks: [HERO, ROW] },
      { slug: 'about', blocks: [] },
    ]
    expect(await content.importPages(host.ctx(), { pages })).toEqual({ created: 2 })
    expect(await content.importPages(host.ctx(), { pages: [{ slug: 'home', blocks: [ROW] }] })).toEqual({
      created: 0,
    })
    expect((await content.getPageForEdit(operator(), { slug: 'home' })).blocks).toEqual([HERO, ROW])
  })

  it('speaks the reader’s language, and English where words are missing', async () => {
    expect(await content.getPage(host.ctx({ locale: 'fr' }), { slug: 'home' })).toEqual({
      slug: 'home',
      locale: 'fr',
      blocks: [
        { ...HERO, locale: 'fr', title: 'Fait main', text: 'From seventeen regions.', action: 'Découvrir' },
        { ...ROW, locale: 'fr', title: 'Nouveautés' },
      ],
    })
    const inThai = await content.getPage(host.ctx({ locale: 'th' }), { slug: 'home' })
    expect(inThai).toMatchObject({
      locale: 'en',
      blocks: [
        { title: 'Made by hand', locale: 'en' },
        { title: 'New', locale: 'en' },
      ],
    })
  })

  it('is changed on top of what was read, never over another’s change', async () => {
    const { version } = await content.getPageForEdit(operator(), { slug: 'home' })
    const editors = [[HERO], [ROW], [ROW, HERO]].map((blocks) =>
      content.savePage(operator(version), { slug: 'home', blocks }),
    )
    const answers = await Promise.allSettled(editors)
    const won = answers.find((answer) => answer.status === 'fulfilled')
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ status: 412, code: 'platform.stale', state: won?.value })
    expect(await content.getPageForEdit(operator(), { slug: 'home' })).toEqual(won?.value)
    expect(won?.value.version).toBe(version + 1)
  })

  it('edited empty stays empty when the demo comes again', async () => {
    const { version } = await content.getPageForEdit(operator(), { slug: 'home' })
    await content.savePage(operator(version), { slug: 'home', blocks: [] })
    expect(await content.importPages(host.ctx(), { pages: [{ slug: 'home', blocks: [HERO] }] })).toEqual({
      created: 0,
    })
  })
})

describe('other pages', () => {
  it('that do not exist are not found, to read or to write', async () => {
    const slug = 'nowhere'
    const attempts = [
      content.getPage(host.ctx(), { slug }),
      content.getPageForEdit(operator(), { slug }),
      content.savePage(operator(1), { slug, blocks: [] }),
    ]
    for (const answer of await Promise.allSettled(attempts))
      expect(answer).toMatchObject({ reason: { status: 404 } })
  })

  it('are edited by operators with the permission, nobody else', async () => {
    const read = await fetch(`${host.http}/api/content/pages/about`)
    expect(read.status).toBe(200)
    for (const [method, path] of [
      ['GET', '/admin/pages/home'],
      ['PUT', '/admin/pages/home'],
    ]) {
      const body = method === 'PUT' ? JSON.stringify({ blocks: [] }) : undefined
      const headers = { 'content-type': 'application/json', 'if-match': '"1"' }
      expect((await fetch(`${host.http}/api/content${path}`, { method, headers, body })).status).toBe(401)
    }
  })

  it.each([
    ['a link to elsewhere', { ...HERO, href: '//elsewhere.example' }],
    ['a link that is a script', { ...HERO, href: 'javascript:alert(1)' }],
    ['a hundred products', { ...ROW, limit: 100 }],
    ['an unknown kind', { kind: 'frame', title: { en: 'x' } }],
    ['an unknown language', { kind: 'stores', title: { tlh: 'x' } }],
    ['one field too many', { kind: 'stores', title: { en: 'x' }, html: '<b>' }],
  ])('do not take %s', async (_what, block) => {
    const save = content.savePage(operator(1), { slug: 'about', blocks: [block as never] })
    await expect(save).rejects.toThrow('not as its contract says')
  })
})
