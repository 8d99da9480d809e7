import { expect, it } from 'vitest'
import { sentDeclarations } from './declarations.ts'

it('sends what was written of a line, without the points of codes, and leaves out what is empty', () => {
  expect(
    sentDeclarations({
      lin_1: { description: ' Tea bowl ', hsCode: '6912.00 00', originCountry: 'JP', weightGrams: 450 },
      lin_2: { description: ' ', hsCode: '', originCountry: undefined, weightGrams: undefined },
    }),
  ).toEqual({
    lin_1: { description: 'Tea bowl', hsCode: '69120000', originCountry: 'JP', weightGrams: 450 },
    lin_2: {},
  })
})
