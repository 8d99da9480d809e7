import { Type } from 'typebox'
import {
  CurrencySchema,
  DateOnly,
  Exact,
  Id,
  MoneySchema,
  Nullable,
  PageInput,
  PageOf,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'

export * from './events.ts'

/** Account names, debits positive: `psp:<provider>` (money at the provider), `store:<sto_…>` (owed to a store), `revenue:commission`, `revenue:goods` (own store), `revenue:shipping`, `tax:<country>`, `buyer:stray`, `bank`. One account per currency. */
export const AccountName = Type.String({ pattern: '^[a-z]+:?[A-Za-z0-9_:-]*$', maxLength: 80 })
export const LedgerEntry = Type.Object({
  id: Type.String(),
  transactionId: Id('ltx'),
  account: AccountName,
  amount: MoneySchema,
  kind: Type.String({
    description: 'sale, shipping, tax, commission, refund, commission-returned, stray, payout',
  }),
  reference: Type.String(),
  orderId: Nullable(Id('ord')),
  statementId: Nullable(Id('stm')),
  at: Timestamp,
})
export const StatementStatus = Type.Enum(['open', 'approved', 'paid'])
/**
 * What a period came to for one store and currency, tax included: gross = goods + shipping is what its buyers paid,
 * refunds what they got back, tax what the platform remits of the difference. All stand above zero but `carriedOver`.
 * payable = gross − tax − commission − refunds + commissionReturned + carriedOver, exactly. A payable below zero is
 * carried over into the next statement.
 */
export const Statement = Type.Object({
  id: Id('stm'),
  number: Type.String(),
  storeId: Id('sto'),
  storeName: Type.String(),
  currency: CurrencySchema,
  periodStart: DateOnly,
  periodEnd: DateOnly,
  status: StatementStatus,
  goods: MoneySchema,
  shipping: MoneySchema,
  tax: MoneySchema,
  gross: MoneySchema,
  commission: MoneySchema,
  refunds: MoneySchema,
  commissionReturned: MoneySchema,
  carriedOver: MoneySchema,
  payable: MoneySchema,
  orderCount: Type.Integer(),
  createdAt: Timestamp,
  version: Version,
})
/** One entry on the store's account; above zero what the store is owed. The lines of a statement come to its payable. */
export const StatementLine = Type.Object({
  at: Timestamp,
  kind: Type.String({
    description: 'sale, shipping, tax, commission, refund, commission-returned, carried-over',
  }),
  orderNumber: Nullable(Type.String()),
  subOrderId: Nullable(Id('sub')),
  amount: MoneySchema,
  commissionBasisPoints: Nullable(Type.Integer()),
})
export const Payout = Type.Object({
  id: Id('pyo'),
  statementId: Id('stm'),
  storeId: Id('sto'),
  amount: MoneySchema,
  reference: Type.String(),
  paidAt: Timestamp,
})

export const settlement = {
  run: route({
    method: 'POST',
    path: '/admin/runs',
    capability: 'admin.settlement.run',
    role: 'operator',
    permission: 'settlement.write',
    idempotent: true,
    summary:
      'Close a period, up to today: one statement per store and currency over everything not yet settled up to its end; a rerun changes nothing. Shows the first 200.',
    input: Exact({ periodEnd: DateOnly, storeId: Type.Optional(Id('sto')) }),
    output: Type.Object({ created: Type.Integer(), statements: Type.Array(Statement) }),
    errors: ['settlement.period-not-over'],
  }),
  listStatements: route({
    method: 'GET',
    path: '/admin/statements',
    capability: 'admin.statement.list',
    role: 'operator',
    permission: 'settlement.read',
    summary: 'Statements, newest first',
    input: Exact({ storeId: Type.Optional(Id('sto')), status: Type.Optional(StatementStatus), ...PageInput }),
    output: PageOf(Statement),
  }),
  getStatement: route({
    method: 'GET',
    path: '/admin/statements/{statementId}',
    capability: 'admin.statement.get',
    role: 'operator',
    permission: 'settlement.read',
    summary: 'One statement with its lines',
    input: Exact({ statementId: Id('stm') }),
    output: Type.Object({
      statement: Statement,
      lines: Type.Array(StatementLine),
      payouts: Type.Array(Payout),
    }),
  }),
  approve: route({
    method: 'POST',
    path: '/admin/statements/{statementId}/approve',
    capability: 'admin.statement.approve',
    role: 'operator',
    permission: 'settlement.write',
    ifMatch: true,
    summary: 'Approve for payout',
    input: Exact({ statementId: Id('stm') }),
    output: Statement,
    errors: ['settlement.not-now'],
  }),
  recordPayout: route({
    method: 'POST',
    path: '/admin/statements/{statementId}/payouts',
    capability: 'admin.payout.record',
    role: 'operator',
    permission: 'settlement.write',
    idempotent: true,
    summary: 'Record that the bank paid it; moves the ledger, once',
    input: Exact({ statementId: Id('stm'), reference: Type.String({ minLength: 2, maxLength: 120 }) }),
    output: Payout,
    errors: ['settlement.not-now', 'settlement.nothing-to-pay'],
  }),
  listPayouts: route({
    method: 'GET',
    path: '/admin/payouts',
    capability: 'admin.payout.list',
    role: 'operator',
    permission: 'settlement.read',
    summary: 'Payouts, newest first',
    input: Exact({ ...PageInput }),
    output: PageOf(Payout),
  }),
  listEntries: route({
    method: 'GET',
    path: '/admin/ledger/entries',
    capability: 'admin.ledger.entries',
    role: 'operator',
    permission: 'ledger.read',
    summary: 'Ledger entries, newest first',
    input: Exact({ account: Type.Optional(AccountName), orderId: Type.Optional(Id('ord')), ...PageInput }),
    output: PageOf(LedgerEntry),
  }),
  listBalances: route({
    method: 'GET',
    path: '/admin/ledger/balances',
    capability: 'admin.ledger.balances',
    role: 'operator',
    permission: 'ledger.read',
    summary: 'Balance of every account; each currency sums to zero',
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(
        Type.Object({ account: AccountName, storeName: Nullable(Type.String()), balance: MoneySchema }),
      ),
      sums: Type.Array(MoneySchema),
    }),
  }),
  listOwnStatements: route({
    method: 'GET',
    path: '/merchant/statements',
    capability: 'merchant.statement.list',
    role: 'merchant',
    permission: 'statements.read',
    summary: 'Own statements',
    input: Exact({ ...PageInput }),
    output: PageOf(Statement),
  }),
  getOwnStatement: route({
    method: 'GET',
    path: '/merchant/statements/{statementId}',
    capability: 'merchant.statement.get',
    role: 'merchant',
    permission: 'statements.read',
    owner: 'statementId',
    summary: 'One own statement with its lines',
    input: Exact({ statementId: Id('stm') }),
    output: Type.Object({
      statement: Statement,
      lines: Type.Array(StatementLine),
      payouts: Type.Array(Payout),
    }),
  }),
  listOwnPayouts: route({
    method: 'GET',
    path: '/merchant/payouts',
    capability: 'merchant.payout.list',
    role: 'merchant',
    permission: 'statements.read',
    summary: 'Own payouts',
    input: Exact({ ...PageInput }),
    output: PageOf(Payout),
  }),
}
