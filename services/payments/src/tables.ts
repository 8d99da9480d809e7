import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { StoredDocument } from '@tradewind/platform/storage'
import type { Static } from 'typebox'
import type { PaymentStatus, Refund } from './contract/index.ts'

type Instant = ColumnType<Date, never, never>
type Moment = ColumnType<Date | null, never, Date | null>

export interface PaymentsTable {
  id: string
  order_id: string
  attempt: number
  order_number: string
  amount_minor: number
  currency: string
  method: string
  provider: string
  return_url: string
  locale: Locale
  status: Generated<Static<typeof PaymentStatus>>
  settling: Generated<boolean>
  provider_reference: string | null
  page_url: string | null
  failure_code: string | null
  captured_minor: Generated<number>
  captured_currency: string | null
  created_at: Instant
  captured_at: Moment
  next_check_at: Moment
}

export interface RefundsTable {
  id: string
  payment_id: string
  order_id: string
  key: string
  asked_by_us: Generated<boolean>
  amount_minor: number
  currency: string
  reason: string
  status: Generated<Static<typeof Refund>['status']>
  asking: Generated<number>
  provider_reference: string | null
  failure_code: string | null
  created_at: Instant
  succeeded_at: Moment
  next_check_at: Moment
}

export interface DisputesTable {
  id: string
  payment_id: string
  order_id: string
  provider: string
  provider_reference: string
  amount_minor: number
  currency: string
  reason: string
  status: 'open' | 'won' | 'lost'
  opened_at: Instant
  due_at: ColumnType<Date | null, Date | null, never>
  closed_at: ColumnType<Date | null, Date | null, Date | null>
}

export interface DisputeFilesTable {
  id: string
  dispute_id: string
  document: ColumnType<StoredDocument, string, never>
  uploaded_by: string
  created_at: Instant
}

export interface DisputeAnswersTable {
  dispute_id: string
  evidence: string | null
  file_ids: string[]
  answered_by: string
  answered_at: ColumnType<Date, never, Date>
  sent_at: Moment
  refusal_code: string | null
  next_check_at: Moment
}

export interface WebhooksTable {
  provider: string
  event_id: string
  type: string
  body: ColumnType<unknown, string, never>
  received_at: Instant
  processed_at: Moment
  outcome: 'applied' | 'unknown' | null
}

export interface PaymentsTables {
  'payments.payments': PaymentsTable
  'payments.refunds': RefundsTable
  'payments.disputes': DisputesTable
  'payments.dispute_answers': DisputeAnswersTable
  'payments.dispute_files': DisputeFilesTable
  'payments.webhooks': WebhooksTable
}
