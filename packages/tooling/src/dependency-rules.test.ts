import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findViolations } from './cruise.ts'
import { DEPENDENCY_RULES } from './dependency-rules.ts'
import { findForeignSchemas } from './schema-rules.ts'
import { findPhysicalSides } from './side-rules.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

/** A small house with these files. */
function house(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'tradewind-rules-'))
  folders.push(root)
  const all = { 'package.json': '{"name":"house","type":"module"}', ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const importing = (path: string) => `import { it } from '${path}'\nexport const used = it\n`
const it = 'export const it = 1\n'

/** What breaks each rule, as two files of which the first imports the second. */
const PLANTED: Record<string, [from: string, to: string]> = {
  'kernel-imports-nothing': ['packages/kernel/src/money.ts', 'packages/platform/src/log/index.ts'],
  'platform-imports-kernel-and-locales-only': [
    'packages/platform/src/log/index.ts',
    'services/catalog/src/contract/index.ts',
  ],
  'services-meet-at-contracts': ['services/orders/src/carts.ts', 'services/catalog/src/products.ts'],
  'contracts-import-contracts-only': [
    'services/orders/src/contract/index.ts',
    'services/orders/src/carts.ts',
  ],
  'rules-are-pure': ['services/orders/src/states.rules.ts', 'services/orders/src/orders.queries.ts'],
  'queries-know-no-actions': [
    'services/orders/src/orders.queries.ts',
    'services/orders/src/orders.actions.ts',
  ],
  'routes-call-actions-only': [
    'services/orders/src/orders.routes.ts',
    'services/orders/src/orders.queries.ts',
  ],
  'fronts-reach-the-api-client-only': ['apps/storefront/src/app.ts', 'services/orders/src/contract/index.ts'],
  'browsers-share-kernel-and-texts-only': [
    'packages/locales/src/index.ts',
    'packages/platform/src/log/index.ts',
  ],
  'only-the-server-starts-services': ['seeds/src/load.ts', 'services/orders/src/service.ts'],
  'apps-do-not-import-apps': ['apps/console/src/app.ts', 'apps/storefront/src/app.ts'],
}

test.each(Object.entries(PLANTED))('%s is found', async (rule, [from, to]) => {
  const up = '../'.repeat(from.split('/').length - 1)
  const root = house({ [from]: importing(`${up}${to}`), [to]: it })
  expect((await findViolations(root, ['.'])).map((violation) => violation.rule)).toContain(rule)
})

test('no-cycles is found', async () => {
  const root = house({
    'services/orders/src/a.ts': `import { b } from './b.ts'\nexport const a = () => b\n`,
    'services/orders/src/b.ts': `import { a } from './a.ts'\nexport const b = () => a\n`,
  })
  expect((await findViolations(root, ['.'])).map((violation) => violation.rule)).toContain('no-cycles')
})

test('declared-dependencies-only is found', async () => {
  const root = house({
    'services/orders/package.json': '{"name":"orders"}',
    'services/orders/src/a.ts': importing('fastify'),
    'node_modules/fastify/package.json': '{"name":"fastify","main":"index.js"}',
    'node_modules/fastify/index.js': 'exports.it = 1',
  })
  expect((await findViolations(root, ['services'])).map((violation) => violation.rule)).toContain(
    'declared-dependencies-only',
  )
})

test('every rule has a planted violation', () => {
  const proven = new Set([...Object.keys(PLANTED), 'no-cycles', 'declared-dependencies-only'])
  expect(
    DEPENDENCY_RULES.map((rule) => rule.name).filter((name) => name !== undefined && !proven.has(name)),
  ).toEqual([])
})

test('SQL that names another service’s schema is found, in migrations and in programs', () => {
  const root = house({
    'services/orders/migrations/0001_a.sql': 'create view x as select * from catalog.products;',
    'services/orders/src/a.queries.ts':
      'export const a = `select 1 from catalog.products`\n// reads from catalog.products\n',
    'services/catalog/src/b.queries.ts': 'export const b = `select 1 from catalog.products`\n',
  })
  expect(
    findForeignSchemas(root)
      .map((violation) => violation.from)
      .sort(),
  ).toEqual(['services/orders/migrations/0001_a.sql', 'services/orders/src/a.queries.ts'])
})

test('styles that name a side of the screen are found, in classes, style sheets and mails', () => {
  const root = house({
    'apps/mall/src/A.vue': `<template><p class="ms-2 md:pl-4 text-left">{{ left }}</p></template>`,
    'apps/mall/src/B.vue': `<template><p :class="open ? 'start-2 -left-2' : ''" /></template>\n<style>p { margin-inline: 0; padding-right: 1px }</style>`,
    'apps/mall/src/c.css': '/* left: 0 */ p { inset-inline: 0; text-align: start; float: right; left: 0 }',
    'services/messaging/src/mails/letter.ts':
      'export const cell = `<td style="text-align:left;padding:0">`\n',
  })
  expect(
    findPhysicalSides(root)
      .map(({ to }) => to)
      .sort(),
  ).toEqual(
    ['md:pl-4', 'text-left', '-left-2', 'padding-right:', 'float: right', 'left:', 'text-align:left'].sort(),
  )
})

test('a tidy house breaks nothing', async () => {
  const root = house({ 'services/orders/src/a.ts': importing('./b.ts'), 'services/orders/src/b.ts': it })
  expect(await findViolations(root, ['.'])).toEqual([])
})
