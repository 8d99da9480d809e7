import type { Answer } from '@tradewind/api-client'
import { api, ask, refresh } from '../../shell/api.ts'
import { t } from '../../shell/texts.ts'

type Book = Answer<'pricing.listLandedRules'>
export type Case = Book['rules'][number]
export type Tariff = Book['tariffs'][number]
export type Levy = Book['levies'][number]

/** A row of any of the three tables, as one list shows them. */
export type BorderRow = {
  jurisdiction: string
  validFrom: string
  validTo: string | null
  source: string
} & ({ kind: 'case'; row: Case } | { kind: 'tariff'; row: Tariff } | { kind: 'levy'; row: Levy })

export async function readBorders(): Promise<{ items: BorderRow[] }> {
  const { rules, tariffs, levies } = await ask(api.GET('/api/pricing/admin/landed-rules'))
  return {
    items: [
      ...rules.map((row) => ({ ...datesOf(row), kind: 'case' as const, row })),
      ...tariffs.map((row) => ({ ...datesOf(row), kind: 'tariff' as const, row })),
      ...levies.map((row) => ({ ...datesOf(row), kind: 'levy' as const, row })),
    ].sort((a, b) => (a.jurisdiction < b.jurisdiction ? -1 : a.jurisdiction > b.jurisdiction ? 1 : 0)),
  }
}

const datesOf = ({ jurisdiction, validFrom, validTo, source }: Case | Tariff | Levy) => ({
  jurisdiction,
  validFrom,
  validTo,
  source,
})

/** What a rule is, and which of its kind. */
export function nameOf(entry: BorderRow): { kind: string; name: string } {
  if (entry.kind === 'case') return { kind: t('admin.border-case'), name: entry.row.regime }
  if (entry.kind === 'levy') return { kind: t('admin.border-levy'), name: entry.row.name }
  const kind = entry.row.kind === 'duty' ? t('admin.border-tariff') : t('admin.border-consumption')
  const code = entry.row.hsPrefix === '' ? '*' : entry.row.hsPrefix
  return { kind, name: entry.row.originGroup === null ? code : `${code} ${entry.row.originGroup}` }
}

/** What people call an agreement as the name it is kept under: `EU-Japan EPA` as `eu-japan-epa`. */
export const groupName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')

export const keyOf = (entry: BorderRow): string =>
  [entry.kind, entry.jurisdiction, nameOf(entry).kind, nameOf(entry).name, entry.validFrom].join(' ')

/** From when new figures hold, and by which law. */
export interface Since {
  validFrom: string
  source: string
}

const withKey = (key: string) => ({ header: { 'Idempotency-Key': key } })

/** A case as it stands, less what the server knows by itself, with what is changed. */
export async function saveCase(key: string, row: Case, change: Partial<Case> & Since) {
  const { validTo: _validTo, ...body } = { ...row, ...change }
  await ask(api.POST('/api/pricing/admin/landed-rules', { params: withKey(key), body }))
  await refresh()
}

export async function saveTariff(
  key: string,
  {
    jurisdiction,
    kind,
    hsPrefix,
    percent,
    currency,
    fromMinorPerGram,
    originGroup,
    origins,
    condition,
  }: Omit<Tariff, 'validTo' | keyof Since>,
  since: Since,
) {
  const perGram = currency === null || fromMinorPerGram === null ? {} : { currency, fromMinorPerGram }
  const byOrigin = {
    ...(originGroup !== null && { originGroup }),
    ...(origins !== null && { origins }),
    ...(condition !== null && { condition }),
  }
  const body = { jurisdiction, kind, hsPrefix, percent, ...perGram, ...byOrigin, ...since }
  await ask(api.POST('/api/pricing/admin/tariffs', { params: withKey(key), body }))
  await refresh()
}

export async function saveLevy(key: string, row: Levy, change: { minor: number } & Since) {
  const { validTo: _validTo, ...body } = { ...row, ...change }
  await ask(api.POST('/api/pricing/admin/levies', { params: withKey(key), body }))
  await refresh()
}

/** Who is paid at the door is no longer paid at the checkout, and the other way round. */
export function collectorOf({ collector }: Case, incoterm: Case['incoterm']): Case['collector'] {
  const atCheckout = collector === 'platform' || collector === 'merchant'
  if (atCheckout === (incoterm === 'DDP')) return collector
  return atCheckout ? 'carrier' : 'platform'
}
