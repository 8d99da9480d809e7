import { compareDecimals, invalid, type Decimal, type FieldError } from '@tradewind/kernel'
import { appendAudit } from '@tradewind/platform/audit'
import { ownerKey, type CallContext, type Service } from '@tradewind/platform/contract'
import { marketsChanged, type pricing } from '../contract/index.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { forgetTerms } from '../terms/terms.ts'
import { insertFrom, readBook, type NewRow } from './landed.queries.ts'
import type { LandedRule, Tariff } from './landed.types.ts'

type Operations = Pick<
  Service<typeof pricing>,
  'listLandedRules' | 'saveLandedRule' | 'saveTariff' | 'saveLevy'
>

export function landedActions(deps: PricingDeps): Operations {
  const db = deps.database<unknown>()

  async function save({ actor }: CallContext, operation: string, row: NewRow): Promise<void> {
    const target = `${row.row.jurisdiction} ${row.row.validFrom}`
    await db.transaction().execute(async (tx) => {
      await insertFrom(tx, row)
      await deps.emit(tx, marketsChanged, row.row.jurisdiction, {})
      await appendAudit(tx, {
        actor: ownerKey(actor) ?? '',
        role: actor.kind,
        operation,
        target,
        detail: row.row,
      })
    })
    await forgetTerms(deps)
  }

  return {
    async listLandedRules(_ctx, { jurisdiction }) {
      const { rules, tariffs, levies } = await readBook(db)
      const own = <Row extends { jurisdiction: string }>(rows: readonly Row[]): Row[] =>
        rows.filter((row) => jurisdiction === undefined || row.jurisdiction === jurisdiction)
      return {
        rules: own(rules),
        tariffs: own(tariffs),
        levies: own(levies),
      }
    },

    async saveLandedRule(ctx, row) {
      const faults = faultsOf(row)
      if (faults.length > 0) throw invalid(faults)
      await save(ctx, 'admin.landed.rule.create', { table: 'landed_rules', row })
      const { rules } = await readBook(db)
      return saved(rules, (one) => one.jurisdiction === row.jurisdiction && one.regime === row.regime, row)
    },

    async saveTariff(ctx, given) {
      const { currency = null, fromMinorPerGram = null, originGroup = '' } = given
      const { origins = null, condition = null } = given
      const row = { ...given, currency, fromMinorPerGram, originGroup, origins, condition }
      const faults: FieldError[] = [
        ...((currency === null) === (fromMinorPerGram === null)
          ? []
          : [{ path: 'currency', code: 'platform.required' }]),
        ...faultsOfOrigin(row),
        ...moreThan(MOST_TARIFF_PERCENT, { percent: row.percent }),
      ]
      if (faults.length > 0) throw invalid(faults)
      await save(ctx, 'admin.landed.tariff.create', { table: 'tariffs', row })
      const { tariffs } = await readBook(db)
      return saved(
        tariffs,
        (one) =>
          one.jurisdiction === row.jurisdiction &&
          one.kind === row.kind &&
          one.hsPrefix === row.hsPrefix &&
          (one.originGroup ?? '') === originGroup,
        row,
      )
    },

    async saveLevy(ctx, row) {
      await save(ctx, 'admin.landed.levy.create', { table: 'levies', row })
      const { levies } = await readBook(db)
      return saved(levies, (one) => one.jurisdiction === row.jurisdiction && one.name === row.name, row)
    },
  }
}

/** Ten times the value of the goods. */
const MOST_TARIFF_PERCENT = 1000

/** A rate for some origins names its agreement, and a general one has none; taxes on consumption know no origin. */
function faultsOfOrigin(
  row: Pick<Tariff, 'kind' | 'origins' | 'condition'> & { originGroup: string },
): FieldError[] {
  if (row.originGroup === '' && row.origins === null)
    return row.condition === null ? [] : [{ path: 'originGroup', code: 'platform.required' }]
  if (row.kind !== 'duty') return [{ path: 'originGroup', code: 'platform.not-allowed' }]
  if (row.originGroup === '') return [{ path: 'originGroup', code: 'platform.required' }]
  return row.origins === null ? [{ path: 'origins', code: 'platform.required' }] : []
}

const moreThan = (max: number, percents: Readonly<Record<string, Decimal | null>>): FieldError[] =>
  Object.entries(percents)
    .filter(([, percent]) => percent !== null && compareDecimals(percent, String(max)) > 0)
    .map(([path]) => ({ path, code: 'platform.too-big', params: { max } }))

/** What would contradict itself in a case. */
function faultsOf(rule: Omit<LandedRule, 'validTo'>): FieldError[] {
  const limits = rule.aboveMinor !== null || rule.upToMinor !== null
  const needed = (path: string): FieldError => ({ path, code: 'platform.required' })
  const odd = (path: string): FieldError => ({ path, code: 'platform.not-allowed' })
  return [
    ...(limits && rule.unit === null ? [needed('unit')] : []),
    ...(limits && rule.valueBasis === null ? [needed('valueBasis')] : []),
    ...(!limits && rule.unit !== null ? [odd('unit')] : []),
    ...(!limits && rule.valueBasis !== null ? [odd('valueBasis')] : []),
    ...((limits || rule.dutyLessMinor !== null || rule.yearUpToMinor !== null) && rule.currency === null
      ? [needed('currency')]
      : []),
    ...(rule.duty === 'percent' && rule.dutyPercent === null ? [needed('dutyPercent')] : []),
    ...(rule.duty !== 'percent' && rule.dutyPercent !== null ? [odd('dutyPercent')] : []),
    ...moreThan(100, { taxPercent: rule.taxPercent, taxSharePercent: rule.taxSharePercent }),
    ...(rule.incoterm === 'DDP' && ['carrier', 'buyer'].includes(rule.collector) ? [odd('collector')] : []),
  ]
}

function saved<Row extends { validFrom: string }>(
  rows: readonly Row[],
  isSame: (row: Row) => boolean,
  { validFrom }: { validFrom: string },
): Row {
  const row = rows.find((one) => isSame(one) && one.validFrom === validFrom)
  if (!row) throw new Error('a rule vanished')
  return row
}
