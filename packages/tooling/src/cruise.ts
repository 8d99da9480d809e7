import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { DEPENDENCY_RULES } from './dependency-rules.ts'

export interface Violation {
  rule: string
  from: string
  to: string
}

/** Imports below a folder that break a rule. */
export async function findViolations(baseDir: string, folders: readonly string[]): Promise<Violation[]> {
  const result = await cruise([...folders], {
    baseDir,
    ruleSet: { forbidden: DEPENDENCY_RULES },
    validate: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.vue', '.json'],
      mainFields: ['module', 'main'],
    },
  })
  const { summary } = result.output as ICruiseResult
  return summary.violations.map((violation) => ({
    rule: violation.rule.name,
    from: violation.from,
    to: violation.to,
  }))
}
