import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { contentService } from '../service.ts'

const host = await testHost({ services: [contentService] })
const { content } = host.calls
const operator = host.ctx({ actor: host.operator() })
const inLanguage = (locale: 'en' | 'de' | 'ja') => host.ctx({ locale })
const kept = { name: {}, claim: {}, about: {}, colour: null, mark: null }

describe('the mall’s name and look', () => {
  it('are what it came with until an operator chooses', async () => {
    expect(await content.getBrand(inLanguage('de'), {})).toEqual({
      name: null,
      claim: null,
      about: null,
      colour: null,
      mark: null,
    })
  })

  it('are read in every language, from the nearest that has them', async () => {
    const { version } = await content.getBrandForEdit(operator, {})
    const mark = { url: '/files/pictures/ab/cd.webp', width: 480, height: 96 }
    const saved = await content.saveBrand(
      { ...operator, ifMatch: version },
      {
        ...kept,
        name: { en: 'Harbour & Sons', ja: '港屋' },
        claim: { en: 'tools that last' },
        colour: '#b3261e',
        mark,
      },
    )
    expect(saved.version).toBe(version + 1)
    expect(await content.getBrand(inLanguage('ja'), {})).toMatchObject({
      name: '港屋',
      colour: '#b3261e',
      mark,
    })
    expect(await content.getBrand(inLanguage('de'), {})).toMatchObject({
      name: 'Harbour & Sons',
      claim: 'tools that last',
      about: null,
    })
  })

  it('are not saved over what another operator saved meanwhile', async () => {
    const { version } = await content.getBrandForEdit(operator, {})
    await content.saveBrand({ ...operator, ifMatch: version }, kept)
    await expect(
      content.saveBrand({ ...operator, ifMatch: version }, { ...kept, colour: '#000000' }),
    ).rejects.toMatchObject({ status: 412 })
  })

  it('take no colour that is none, no picture from elsewhere and no endless name', async () => {
    for (const [fault, wrong] of [
      [/colour pattern/, { colour: 'red' }],
      [/mark.+pattern/, { mark: { url: 'https://elsewhere.example/a.png', width: 1, height: 1 } }],
      [/name.+maxLength/, { name: { en: 'x'.repeat(41) } }],
    ] as const) {
      const refused = content.saveBrand({ ...operator, ifMatch: 1 }, { ...kept, ...wrong })
      await expect(refused).rejects.toThrow(fault)
    }
  })

  it('say of themselves what translators write', async () => {
    const { version } = await content.getBrandForEdit(operator, {})
    await content.saveBrand({ ...operator, ifMatch: version }, { ...kept, claim: { en: 'tools that last' } })
    const [thing] = (await content.listTexts(host.ctx(), { kind: 'brand', locale: 'de' })).items
    await content.saveTexts(host.ctx(), {
      locale: 'de',
      byMachine: false,
      texts: [
        {
          kind: 'brand',
          id: 'mall',
          sourceHash: thing?.sourceHash ?? '',
          fields: { claim: 'Werkzeug, das hält' },
        },
      ],
    })
    expect(await content.getBrand(inLanguage('de'), {})).toMatchObject({ claim: 'Werkzeug, das hält' })
    expect(await content.getBrand(inLanguage('en'), {})).toMatchObject({ claim: 'tools that last' })
  })
})
