import type { ColumnType, Generated } from 'kysely'
import type { Static } from 'typebox'
import type { AddressSchema } from '@tradewind/platform/contract'
import type { ApplicationStatus, BusinessModel, SettlementPeriod, StoreStatus } from './contract/index.ts'

type Json<T> = ColumnType<T, string, string>
type Address = Static<typeof AddressSchema>
type Instant = ColumnType<Date, never, never>

export interface ApplicationsTable {
  id: string
  applicant_id: string
  company_name: string
  country: string
  registration_number: string
  tax_number: string | null
  contact_name: string
  phone: string
  store_name: string
  currency: string
  documents: string[]
  status: Generated<Static<typeof ApplicationStatus>>
  reason: string | null
  store_id: string | null
  submitted_at: Instant
  decided_at: ColumnType<Date | null, never, Date>
  version: Generated<number>
}

export interface StoresTable {
  id: string
  slug: string
  name: Json<Record<string, string>>
  description: Json<Record<string, string>>
  country: string
  currency: string
  status: Generated<Static<typeof StoreStatus>>
  owner_id: string | null
  return_address: ColumnType<Address | null, string | null | undefined, string>
  opened_at: Instant
  version: Generated<number>
}

export interface ContractsTable {
  store_id: string
  valid_from: Instant
  id: string
  business_model: Static<typeof BusinessModel>
  commission_basis_points: number
  settlement_period: Static<typeof SettlementPeriod>
}

export interface MerchantsTables {
  'merchants.applications': ApplicationsTable
  'merchants.stores': StoresTable
  'merchants.contracts': ContractsTable
}
