import { Type } from 'typebox'
import {
  Exact,
  Id,
  MoneySchema,
  Nullable,
  PageInput,
  PageOf,
  Timestamp,
  route,
} from '@tradewind/platform/contract'

/** Money that the buyer’s bank took back. open: to be answered; answered: the bank judges; won: back with us; lost: gone for good. */
export const DisputeStatus = Type.Enum(['open', 'answered', 'won', 'lost'])
export const Dispute = Type.Object({
  id: Id('dsp'),
  paymentId: Id('pay'),
  orderId: Id('ord'),
  orderNumber: Type.String(),
  amount: MoneySchema,
  reason: Type.String({ description: 'the bank’s, as the provider words it' }),
  status: DisputeStatus,
  /** Until when an answer is taken; null when the provider does not say. */
  dueAt: Nullable(Timestamp),
  openedAt: Timestamp,
  closedAt: Nullable(Timestamp),
  answeredAt: Nullable(Timestamp),
})
/** A file that was handed in as evidence. `POST /api/payments/admin/disputes/{disputeId}/files` (multipart) answers this. */
export const EvidenceFile = Type.Object({
  id: Id('fil'),
  name: Type.String(),
  url: Type.String({ description: 'downloads the file for five minutes' }),
})
/** What an operator answered. */
export const DisputeAnswer = Type.Object({
  evidence: Nullable(Type.String({ description: 'null gives in' })),
  files: Type.Array(EvidenceFile),
  answeredBy: Type.String(),
  answeredAt: Timestamp,
  /** When the provider took it; until then a task keeps trying. */
  sentAt: Nullable(Timestamp),
  /** Why the provider would not take it, in its words; another answer may follow. */
  refusalCode: Nullable(Type.String()),
})
export const DisputeDetail = Type.Object({
  ...Dispute.properties,
  provider: Type.String(),
  answer: Nullable(DisputeAnswer),
})

const byDispute = { disputeId: Id('dsp') }

export const disputeOperations = {
  countOpenDisputes: route({
    method: 'POST',
    path: '/internal/disputes/open',
    capability: 'payments.dispute.count',
    role: 'system',
    summary: 'How many disputes about these orders are not closed',
    input: Exact({ orderIds: Type.Array(Id('ord'), { maxItems: 5_000 }) }),
    output: Type.Object({ open: Type.Integer() }),
  }),
  listDisputes: route({
    method: 'GET',
    path: '/admin/disputes',
    capability: 'admin.dispute.list',
    role: 'operator',
    permission: 'ledger.read',
    summary: 'Disputes, newest first',
    input: Exact({ status: Type.Optional(DisputeStatus), ...PageInput }),
    output: PageOf(Dispute),
  }),
  getDispute: route({
    method: 'GET',
    path: '/admin/disputes/{disputeId}',
    capability: 'admin.dispute.get',
    role: 'operator',
    permission: 'ledger.read',
    summary: 'One dispute with what was answered',
    input: Exact(byDispute),
    output: DisputeDetail,
  }),
  answerDispute: route({
    method: 'POST',
    path: '/admin/disputes/{disputeId}/answer',
    capability: 'admin.dispute.answer',
    role: 'operator',
    permission: 'disputes.write',
    idempotent: true,
    summary: 'Contest a dispute with evidence, or give in with null; a task takes it to the provider',
    input: Exact({
      ...byDispute,
      evidence: Nullable(Type.String({ minLength: 1, maxLength: 5_000 })),
      fileIds: Type.Optional(Type.Array(Id('fil'), { maxItems: 10, uniqueItems: true })),
    }),
    output: DisputeDetail,
    errors: ['payments.dispute-answered', 'payments.dispute-closed'],
  }),
}
