import type { IForbiddenRuleType } from 'dependency-cruiser'

const SERVICE = '^services/([^/]+)/'
const TESTS = '[.](test|testing)[.]ts$'

/** Who may import whom; each rule is proven by a planted violation beside this file. */
export const DEPENDENCY_RULES: IForbiddenRuleType[] = [
  rule(
    'kernel-imports-nothing',
    { path: '^packages/kernel/src', pathNot: TESTS },
    { pathNot: '^packages/kernel/src' },
  ),
  rule(
    'platform-imports-kernel-and-locales-only',
    { path: '^packages/platform/src', pathNot: TESTS },
    { path: '^(services|apps|seeds|scripts|e2e|bench|packages/(?!kernel|locales|platform))' },
  ),
  rule(
    'services-meet-at-contracts',
    { path: SERVICE, pathNot: TESTS },
    { path: '^services/[^/]+/src/', pathNot: ['^services/$1/', '^services/[^/]+/src/contract/'] },
  ),
  rule(
    'contracts-import-contracts-only',
    { path: '^services/[^/]+/src/contract/', pathNot: TESTS },
    {
      path: '^(services|packages|apps)/',
      pathNot: ['^services/[^/]+/src/contract/', '^packages/platform/src/contract/', '^packages/kernel/src/'],
    },
  ),
  rule(
    'rules-are-pure',
    { path: '^services/.*[.]rules[.]ts$' },
    {
      dependencyTypesNot: ['type-only'],
      path: [
        '^node:',
        '(^|/)node_modules/(kysely|pg|fastify|graphile-worker)/',
        '[.](actions|queries)[.]ts$',
        '^packages/platform/src/(?!contract)',
      ],
    },
  ),
  rule(
    'queries-know-no-actions',
    { path: '^services/.*[.]queries[.]ts$' },
    { path: '[.](actions|routes|consumer)[.]ts$' },
  ),
  rule(
    'routes-call-actions-only',
    { path: '^services/.*[.]routes[.]ts$' },
    { path: '^services/.*[.]queries[.]ts$' },
  ),
  rule(
    'fronts-reach-the-api-client-only',
    { path: '^apps/(storefront|console|mobile)/' },
    { path: '^(services|packages/platform|apps/server|seeds|scripts)' },
  ),
  rule(
    'browsers-share-kernel-and-texts-only',
    {
      path: '^packages/(kernel|locales|addresses|api-client)/src',
      pathNot: ['[.](test|testing)[.]ts$', '^packages/api-client/src/(schema|generate)[.]ts$'],
    },
    { path: '^(services|apps|packages/platform)' },
  ),
  rule(
    'only-the-server-starts-services',
    {
      path: '^(apps|packages|seeds|bench|scripts|e2e|services)/',
      pathNot: ['^apps/server/src/services[.]ts$', TESTS],
    },
    { path: '^services/[^/]+/src/service[.]ts$' },
  ),
  rule(
    'apps-do-not-import-apps',
    { path: '^apps/([^/]+)/', pathNot: ['^apps/server/', TESTS] },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'declared-dependencies-only',
    severity: 'error',
    from: { path: '^(apps|services|packages|seeds)/', pathNot: TESTS },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
]

function rule(
  name: string,
  from: IForbiddenRuleType['from'],
  to: Record<string, unknown>,
): IForbiddenRuleType {
  return { name, severity: 'error', from, to } as IForbiddenRuleType
}
