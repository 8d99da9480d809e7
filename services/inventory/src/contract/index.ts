import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  PageInput,
  PageOf,
  Quantity,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'

export * from './events.ts'

export const Warehouse = Type.Object({
  id: Id('whs'),
  storeId: Id('sto'),
  name: Type.String(),
  country: CountrySchema,
})
/** available = onHand − reserved. */
export const StockRow = Type.Object({
  offerId: Id('off'),
  warehouseId: Id('whs'),
  onHand: Type.Integer(),
  reserved: Type.Integer(),
  available: Type.Integer(),
  version: Version,
  updatedAt: Timestamp,
})
export const StockMoveReason = Type.Enum(['initial', 'adjustment', 'sale', 'return'])

const orderLines = Type.Array(Exact({ offerId: Id('off'), quantity: Quantity }), {
  minItems: 1,
  maxItems: 200,
})

export const inventory = {
  listWarehouses: route({
    method: 'GET',
    path: '/merchant/warehouses',
    capability: 'merchant.warehouse.list',
    role: 'merchant',
    permission: 'stock.read',
    summary: 'Own warehouses',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(Warehouse) }),
  }),
  createWarehouse: route({
    method: 'POST',
    path: '/merchant/warehouses',
    capability: 'merchant.warehouse.create',
    role: 'merchant',
    permission: 'stock.write',
    idempotent: true,
    summary: 'New warehouse',
    input: Exact({ name: Type.String({ minLength: 1, maxLength: 80 }), country: CountrySchema }),
    output: Warehouse,
  }),
  listStock: route({
    method: 'GET',
    path: '/merchant/stock',
    capability: 'merchant.stock.list',
    role: 'merchant',
    permission: 'stock.read',
    summary: 'Own stock; offers that were never counted are absent',
    input: Exact({
      offerIds: Type.Optional(Type.Array(Id('off'), { maxItems: 200 })),
      lowOnly: Type.Optional(Type.Boolean()),
      ...PageInput,
    }),
    output: PageOf(StockRow),
  }),
  adjustStock: route({
    method: 'POST',
    path: '/merchant/stock/adjust',
    capability: 'merchant.stock.adjust',
    role: 'merchant',
    permission: 'stock.write',
    idempotent: true,
    summary: 'Set or change what is on hand; never below what is reserved',
    input: Exact({
      offerId: Id('off'),
      warehouseId: Id('whs'),
      onHand: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
      change: Type.Optional(Type.Integer({ minimum: -10_000_000, maximum: 10_000_000 })),
      note: Type.Optional(Type.String({ maxLength: 300 })),
    }),
    output: StockRow,
    errors: ['inventory.below-reserved', 'inventory.unknown-offer', 'inventory.unknown-warehouse'],
  }),
  listMoves: route({
    method: 'GET',
    path: '/merchant/stock/{offerId}/moves',
    capability: 'merchant.stock.move.list',
    role: 'merchant',
    permission: 'stock.read',
    summary: 'History of one offer’s stock',
    input: Exact({ offerId: Id('off'), ...PageInput }),
    output: PageOf(
      Type.Object({
        id: Type.String(),
        warehouseId: Id('whs'),
        change: Type.Integer(),
        reason: StockMoveReason,
        reference: Type.Union([Type.String(), Type.Null()]),
        note: Type.Union([Type.String(), Type.Null()]),
        at: Timestamp,
      }),
    ),
  }),
  reserve: route({
    method: 'POST',
    path: '/internal/reservations',
    capability: 'inventory.reserve',
    role: 'system',
    summary:
      'Hold goods for an order, all or nothing; the same order id again answers the same; one that was released or refused before is never held, and `short` may then be empty',
    input: Exact({ orderId: Id('ord'), lines: orderLines }),
    output: Type.Union([
      Type.Object({
        reserved: Type.Literal(true),
        lines: Type.Array(
          Type.Object({ offerId: Id('off'), warehouseId: Id('whs'), quantity: Type.Integer() }),
        ),
      }),
      Type.Object({
        reserved: Type.Literal(false),
        short: Type.Array(Type.Object({ offerId: Id('off'), available: Type.Integer() })),
      }),
    ]),
  }),
  getAvailable: route({
    method: 'POST',
    path: '/internal/available',
    capability: 'inventory.available.get',
    role: 'system',
    summary: 'What can be sold, by offer',
    input: Exact({ offerIds: Type.Array(Id('off'), { maxItems: 2000 }) }),
    output: Type.Array(
      Type.Object({ offerId: Id('off'), available: Type.Integer(), warehouseCountry: CountrySchema }),
    ),
  }),
  importStock: route({
    method: 'POST',
    path: '/internal/stock/import',
    capability: 'inventory.stock.import',
    role: 'system',
    summary:
      'First stock of offers, in the store’s warehouse of that country; offers that have stock are left as they are',
    input: Exact({
      stock: Type.Array(
        Exact({
          offerId: Id('off'),
          storeId: Id('sto'),
          country: CountrySchema,
          onHand: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
        }),
        { maxItems: 5000 },
      ),
    }),
    output: Type.Object({ created: Type.Integer() }),
  }),
}
