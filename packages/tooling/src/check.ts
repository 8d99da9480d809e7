import { fileURLToPath } from 'node:url'
import { findViolations } from './cruise.ts'
import { findForeignSchemas } from './schema-rules.ts'
import { findPhysicalSides } from './side-rules.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const violations = [
  ...(await findViolations(ROOT, ['apps', 'packages', 'services', 'seeds', 'scripts', 'e2e', 'bench'])),
  ...findForeignSchemas(ROOT),
  ...findPhysicalSides(ROOT),
]

for (const { rule, from, to } of violations) console.log(`${rule}: ${from} → ${to}`)
console.log(`dependency rules: ${violations.length} violations`)
process.exit(violations.length === 0 ? 0 : 1)
