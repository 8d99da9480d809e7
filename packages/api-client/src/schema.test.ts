import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { schemaSource } from './schema.ts'

it('has the types of today’s contracts; `npm run generate -w @tradewind/api-client` renews them', async () => {
  const committed = await readFile(new URL('./schema.gen.ts', import.meta.url), 'utf8')
  expect(committed === (await schemaSource()), 'schema.gen.ts is stale').toBe(true)
})
