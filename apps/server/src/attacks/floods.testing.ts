import type { Contract, Operation } from '@tradewind/platform/contract'
import { STRICT_LIMITS } from '@tradewind/platform/http'
import { describe, expect, it } from 'vitest'
import { EXTRA_PATHS } from '../extra-paths.ts'
import { SERVICES } from '../services.ts'
import { sampleOf, type Known, type Schema } from './sample-input.testing.ts'

const LIMITED = SERVICES.flatMap(({ name, contract }) =>
  Object.values<Operation>(contract as Contract)
    .filter(({ capability }) => Object.hasOwn(STRICT_LIMITS, capability))
    .map((operation) => ({ service: name, operation, capability: operation.capability })),
)

export function tellFloods(http: string, known: Known): void {
  describe('who asks too often for what invites guessing or flooding', () => {
    it('is limited by the names that operations have', () => {
      const served = Object.values(EXTRA_PATHS).flatMap((methods) =>
        Object.values(methods).map((one) => (one as { 'x-capability': string })['x-capability']),
      )
      const named = new Set([...LIMITED.map(({ capability }) => capability), ...served])
      expect(Object.keys(STRICT_LIMITS).filter((capability) => !named.has(capability))).toEqual([])
    })

    it.each(LIMITED.filter(({ operation }) => operation.role === 'anonymous'))(
      'is told when to come back, in their language: $capability',
      async ({ service, operation, capability }) => {
        const input = sampleOf(operation.input as unknown as Schema, known) as Record<string, unknown>
        const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(input[name]))
        const reads = operation.method === 'GET'
        const query = reads ? `?${new URLSearchParams(input as Record<string, string>)}` : ''
        const ask = () =>
          fetch(`${http}/api/${service}${path}${query}`, {
            method: operation.method,
            headers: { 'content-type': 'application/json', 'accept-language': 'de' },
            ...(!reads && { body: JSON.stringify(bodyOf(operation, input)) }),
          })
        // Twice, since tokens flow in meanwhile.
        const most = 2 * (STRICT_LIMITS[capability]?.address.burst ?? 0)
        let last = await ask()
        for (let left = most; last.status !== 429 && left > 0; left -= 1) last = await ask()
        expect(last.status).toBe(429)
        expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(last.headers.get('content-language')).toBe('de')
        expect(await last.json()).toMatchObject({
          code: 'platform.too-many',
          title: expect.stringMatching(/^Zu viele/),
        })
      },
    )
  })
}

const bodyOf = ({ path }: Operation, input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !path.includes(`{${name}}`)))
