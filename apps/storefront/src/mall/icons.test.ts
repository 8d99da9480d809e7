import { expect, it } from 'vitest'
import { iconsOf } from './icons.ts'

it('the operator’s mark stands for the mall in the tab, on the home screen and as an app', () => {
  const hash = '0123456789'.repeat(4)
  const { tab, touch, app, shared } = iconsOf({
    mark: { url: `/files/${hash}/960.webp`, width: 960, height: 480 },
    own: true,
  })
  expect(tab).toEqual({ href: `/files/${hash}/icon-64.png`, type: 'image/png' })
  expect(shared?.url).toBe(`/files/${hash}/card.png`)
  expect(touch).toBe(`/files/${hash}/icon-180.png`)
  expect(app.map(({ src, sizes, purpose }) => [src, sizes, purpose])).toEqual([
    [`/files/${hash}/icon-192.png`, '192x192', 'any'],
    [`/files/${hash}/icon-512.png`, '512x512', 'any'],
    [`/files/${hash}/icon-maskable.png`, '512x512', 'maskable'],
  ])
})

it('a mall without a mark, or with one that is no picture kept here, shows ours', () => {
  const ours = iconsOf({ mark: null, own: true })
  expect(ours.tab.href).toBe('/favicon.svg')
  expect(ours.app.map(({ src }) => src)).toEqual([
    '/favicon.svg',
    '/icon-192.png',
    '/icon-512.png',
    '/icon-maskable.png',
  ])
  expect(ours.shared?.url).toBe('/social.png')
  expect(iconsOf({ mark: { url: '/files/elsewhere.png', width: 1, height: 1 }, own: true })).toEqual(ours)
  expect(iconsOf({ mark: null, own: false }).shared).toBeUndefined()
})
