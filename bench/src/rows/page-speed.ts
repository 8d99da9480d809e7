import { auditPage } from '../../../scripts/lighthouse/audit.ts'
import type { Addresses } from '../addresses.ts'
import { skipped, told, type Finding } from '../finding.ts'
import type { Mall } from '../mall.ts'

/** What Lighthouse says of the speed of pages on a phone; told, for it depends on the machine. */
export async function pageSpeed({ url }: Mall, { page, product }: Addresses): Promise<Finding[]> {
  const findings = []
  for (const [name, path] of Object.entries({ home: '/en?market=DE', category: page, product })) {
    const work = `Lighthouse: speed of the ${name} page`
    findings.push(
      await auditPage(url + path, ['performance']).then(
        ({ scores }) => told(work, scores.performance ?? Number.NaN, 'of 100', 'a phone, four times slower'),
        (error: unknown) => skipped(work, error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''),
      ),
    )
  }
  return findings
}
