import { money } from '@tradewind/kernel'
import { defineService } from '@tradewind/platform/service'
import * as carts from './carts/carts.actions.ts'
import { confirm } from './checkout/confirm.actions.ts'
import { paymentsConsumer } from './checkout/payments.consumer.ts'
import { expireOrders, resumePlacing } from './checkout/unfinished.ts'
import { orders } from './contract/index.ts'
import { readCustomsIdOf, setCustomsId, tendCustomsIds } from './customs/customs-ids.actions.ts'
import { paperRoutes } from './customs/papers/papers.routes.ts'
import { compareOffers } from './offers/offers.actions.ts'
import * as buying from './orders/orders.actions.ts'
import { summariseAll } from './orders/orders.queries.ts'
import { listPurchases } from './orders/purchases.queries.ts'
import { forgetInvoices, forgetInvoicesTicker, personConsumer } from './person/person.consumer.ts'
import { exportPerson, findStanding } from './person/person.queries.ts'
import { uses, type OrdersDeps } from './orders.deps.ts'
import { refundsConsumer, refundTask } from './refunds/refunds.ts'
import * as returns from './returns/returns.actions.ts'
import * as shipping from './shipping/ship.actions.ts'
import { receiveDelivered, trackingConsumer } from './shipping/tracking.consumer.ts'

export const ordersService = defineService({
  name: 'orders',
  contract: orders,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps: OrdersDeps = { ...given, db: given.database<unknown>() }
    return {
      operations: {
        createCart: (ctx, input) => carts.createCart(deps, ctx, input),
        getCart: (ctx, input) => carts.getCart(deps, ctx, input),
        currentCart: (ctx) => carts.currentCart(deps, ctx),
        addLine: (ctx, input) => carts.addLine(deps, ctx, input),
        updateLine: (ctx, input) => carts.updateLine(deps, ctx, input),
        removeLine: (ctx, input) => carts.removeLine(deps, ctx, input),
        setMarket: (ctx, input) => carts.setMarket(deps, ctx, input),
        setAddress: (ctx, input) => carts.setAddress(deps, ctx, input),
        setShipping: (ctx, input) => carts.setShipping(deps, ctx, input),
        quoteCart: (ctx, input) => carts.quoteCart(deps, ctx, input),
        confirm: (ctx, input) => confirm(deps, ctx, input),
        compareOffers: (ctx, input) => compareOffers(deps, ctx, input),
        listOrders: (ctx, input) => buying.listOrders(deps, ctx, input),
        getOrder: (ctx, input) => buying.getOrder(deps, ctx, input),
        cancelOrder: (ctx, input) => buying.cancelOrder(deps, ctx, input),
        payAgain: (ctx, input) => buying.payAgain(deps, ctx, input),
        receive: (ctx, input) => buying.receive(deps, ctx, input),
        trackOrder: (ctx, input) => buying.trackOrder(deps, ctx, input),
        claimOrder: (ctx, input) => buying.claimOrder(deps, ctx, input),
        listPurchases: (_ctx, { owners, productId }) => listPurchases(deps.db, owners, productId),
        exportPerson: (_ctx, { userId }) => exportPerson(deps.db, userId),
        forgetInvoices: async () => ({ removed: await forgetInvoices(deps) }),
        getPersonStanding: (_ctx, { userId }) => findStanding(deps.db, userId, deps.config.invoiceKeepYears),
        getForMail: (ctx, input) => buying.getForMail(deps, ctx, input),
        listAllOrders: (ctx, input) => buying.listAllOrders(deps, ctx, input),
        getAnyOrder: (ctx, input) => buying.getAnyOrder(deps, ctx, input),
        async operatorSummary() {
          const { sold, ...counts } = await summariseAll(deps.db)
          return { ...counts, sold: sold.map(({ minor, currency }) => money(minor, currency)) }
        },
        listStoreOrders: (ctx, input) => shipping.listStoreOrders(deps, ctx, input),
        getStoreOrder: (ctx, input) => shipping.getStoreOrder(deps, ctx, input),
        shipOrder: (ctx, input) => shipping.shipOrder(deps, ctx, input),
        setCustomsId: (ctx, input) => setCustomsId(deps, ctx, input),
        readCustomsId: (ctx, input) => readCustomsIdOf(deps, ctx, input),
        storeSummary: (ctx) => shipping.storeSummary(deps, ctx),
        requestReturn: (ctx, input) => returns.requestReturn(deps, ctx, input),
        listReturns: (ctx, input) => returns.listReturns(deps, ctx, input),
        getReturn: (ctx, input) => returns.getReturn(deps, ctx, input),
        cancelReturn: (ctx, input) => returns.cancelReturn(deps, ctx, input),
        shipReturn: (ctx, input) => returns.shipReturn(deps, ctx, input),
        getStoreReturn: (ctx, input) => returns.getStoreReturn(deps, ctx, input),
        listStoreReturns: (ctx, input) => returns.listStoreReturns(deps, ctx, input),
        decideReturn: (ctx, input) => returns.decideReturn(deps, ctx, input),
        receiveReturn: (ctx, input) => returns.receiveReturn(deps, ctx, input),
      },
      consumers: [paymentsConsumer(deps), refundsConsumer(deps), trackingConsumer(), personConsumer(deps)],
      routes: (app, tools) => paperRoutes(app, tools, deps),
      tasks: [refundTask(deps)],
      tickers: [
        resumePlacing(deps),
        expireOrders(deps),
        shipping.resumeShipments(deps),
        receiveDelivered(deps),
        tendCustomsIds(deps),
        forgetInvoicesTicker(deps),
      ],
    }
  },
})
