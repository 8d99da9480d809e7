import { Type } from 'typebox'
import { Exact, LocalizedTextSchema, Nullable, Version, route } from '@tradewind/platform/contract'

/** A picture that this mall keeps, and its size in pixels. */
const Mark = Type.Object({
  url: Type.String({ pattern: '^/files/[\\w./-]+$', maxLength: 300 }),
  width: Type.Integer({ minimum: 1, maximum: 40_000 }),
  height: Type.Integer({ minimum: 1, maximum: 40_000 }),
})

const words = {
  name: LocalizedTextSchema(40),
  claim: LocalizedTextSchema(80),
  about: LocalizedTextSchema(300),
}
const look = {
  colour: Nullable(Type.String({ pattern: '^#[0-9a-f]{6}$', description: 'such as #0c5a52' })),
  mark: Nullable(Mark),
}

/** What the mall is called and looks like, in all languages. */
export const Brand = Type.Object({ ...words, ...look, version: Version })

const admin = { role: 'operator', permission: 'content.write' } as const
const Word = Nullable(Type.String())

export const brandOperations = {
  getBrand: route({
    method: 'GET',
    path: '/brand',
    capability: 'brand.get',
    role: 'anonymous',
    summary: 'The mall’s name and look in the caller’s language; null stands for what the mall came with',
    cacheSeconds: 5,
    input: Exact({}),
    output: Type.Object({ name: Word, claim: Word, about: Word, ...look }),
  }),
  getBrandForEdit: route({
    method: 'GET',
    path: '/admin/brand',
    capability: 'admin.brand.get',
    ...admin,
    summary: 'The mall’s name and look in all languages',
    input: Exact({}),
    output: Brand,
  }),
  saveBrand: route({
    method: 'PUT',
    path: '/admin/brand',
    capability: 'admin.brand.save',
    ...admin,
    ifMatch: true,
    summary: 'Change the mall’s name and look',
    input: Exact({ ...words, ...look }),
    output: Brand,
  }),
}
