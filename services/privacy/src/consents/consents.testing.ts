import { describe, expect, it } from 'vitest'
import type { Mall } from '../privacy.testing.ts'

export function tellConsents(mall: Mall): void {
  const { calls, person } = mall

  describe('consents', () => {
    it('are listed with their day, and end when they are taken back', async () => {
      const ctx = await person('Nora', 'nora@example.com')
      await calls.recommend.setRemembering(ctx, { remember: true })
      await calls.favourites.addFollow(ctx, { storeId: mall.own, mail: true })
      const { items } = await calls.privacy.listConsents(ctx, {})
      expect(items).toMatchObject([
        { id: 'remembering', givenAt: expect.stringMatching(/Z$/) },
        { id: `news:${mall.own}`, about: 'Store', givenAt: expect.stringMatching(/Z$/) },
      ])
      await calls.privacy.withdrawConsent(ctx, { consentId: 'remembering' })
      const left = await calls.privacy.withdrawConsent(ctx, { consentId: `news:${mall.own}` })
      expect(left.items).toEqual([])
      expect((await calls.favourites.listFollows(ctx, {})).items).toMatchObject([{ mail: false }])
      await expect(calls.privacy.withdrawConsent(ctx, { consentId: 'remembering' })).rejects.toMatchObject({
        status: 404,
      })
    })
  })
}
