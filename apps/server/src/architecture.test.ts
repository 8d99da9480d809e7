import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SERVICES } from './services.ts'

const page = readFileSync(new URL('../../../ARCHITECTURE.md', import.meta.url), 'utf8')

/** The table of services as the page shows it: who calls whom. */
const told = new Map(
  [...page.matchAll(/^\| (\w+) +\| [^|]+ \| ([^|]+?) +\|$/gm)].map(([, name = '', calls = '']) => [
    name,
    calls.split(', ').filter((callee) => callee !== '–'),
  ]),
)
const real = new Map(SERVICES.map(({ name, uses }) => [name, Object.keys(uses)]))

describe('ARCHITECTURE.md', () => {
  it('names every service and whom it calls', () => {
    const sorted = (edges: ReadonlyMap<string, readonly string[]>) =>
      Object.fromEntries([...edges].map(([name, calls]) => [name, [...calls].sort()]))
    told.delete('Service')
    expect(sorted(told)).toEqual(sorted(real))
  })

  it('is right that callees come before callers', () => {
    const order = [...real.keys()]
    for (const [name, calls] of real)
      for (const callee of calls)
        expect(order.indexOf(callee), `${name} calls ${callee}`).toBeLessThan(order.indexOf(name))
  })
})
