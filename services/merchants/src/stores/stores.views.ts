import type { Static } from 'typebox'
import { pickText, type Locale } from '@tradewind/kernel'
import { shownText } from '@tradewind/platform/texts'
import type { Contract, Store, StoreSettings } from '../contract/index.ts'
import type { StoreRow } from './stores.queries.ts'

/** A store as its merchant and the operator see it. */
export function settingsOf(row: StoreRow): Static<typeof StoreSettings> {
  const { id, slug, name, description, country, currency, status, version } = row
  return {
    id,
    slug,
    name,
    description,
    country,
    currency,
    status,
    returnAddress: row.return_address,
    contract: contractOf(row),
    version,
  }
}

export function contractOf(row: StoreRow): Static<typeof Contract> {
  return {
    id: row.contract_id,
    storeId: row.id,
    businessModel: row.business_model,
    commissionBasisPoints: row.commission_basis_points,
    settlementPeriod: row.settlement_period,
    validFrom: row.valid_from.toISOString(),
  }
}

/** A store with its texts as readers get them: of a machine's none where the language wants a person's. */
export const shownStore = (row: StoreRow): StoreRow => ({
  ...row,
  name: shownText(row.name, 'name', row.machine_marks),
  description: shownText(row.description, 'description', row.machine_marks),
})

/** A store as buyers see it, in their language; its terms with the house are not theirs to know. */
export function storeIn(locale: Locale, row: StoreRow): Static<typeof Store> {
  const { id, slug, name, description, country, currency, status } = shownStore(row)
  return {
    id,
    slug,
    name: pickText(name, locale)?.text ?? slug,
    description: pickText(description, locale)?.text ?? '',
    country,
    currency,
    businessModel: row.business_model,
    status,
    openedAt: row.opened_at.toISOString(),
  }
}
