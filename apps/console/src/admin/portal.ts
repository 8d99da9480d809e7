import { answerOf } from '@tradewind/api-client'
import { api } from '../shell/api.ts'
import type { Portal } from '../shell/portal.ts'
import { adminPaths } from './paths.ts'

const menu: Portal['menu'] = [
  { to: adminPaths.home, label: 'admin.home', icon: 'home' },
  {
    to: adminPaths.applications(),
    label: 'admin.applications',
    icon: 'shield',
    permission: 'merchants.read',
  },
  { to: adminPaths.stores, label: 'admin.stores', icon: 'store', permission: 'merchants.read' },
  { to: adminPaths.products(), label: 'admin.products', icon: 'tag', permission: 'products.review' },
  { to: adminPaths.posts, label: 'admin.posts', icon: 'page', permission: 'products.review' },
  { to: adminPaths.orders(), label: 'admin.orders', icon: 'box', permission: 'orders.read' },
  { to: adminPaths.statements, label: 'admin.settlement', icon: 'bank', permission: 'settlement.read' },
  { to: adminPaths.ledger(), label: 'admin.ledger', icon: 'book', permission: 'ledger.read' },
  { to: adminPaths.disputes(), label: 'admin.disputes', icon: 'alert', permission: 'ledger.read' },
  { to: adminPaths.markets, label: 'admin.markets', icon: 'globe', permission: 'markets.write' },
  { to: adminPaths.taxRates, label: 'admin.tax-rates', icon: 'page', permission: 'markets.write' },
  { to: adminPaths.borders, label: 'admin.borders', icon: 'shield', permission: 'markets.write' },
  {
    to: adminPaths.exchangeRates,
    label: 'admin.exchange-rates',
    icon: 'return',
    permission: 'markets.write',
  },
  { to: adminPaths.brand, label: 'admin.brand', icon: 'flag', permission: 'content.write' },
  { to: adminPaths.content, label: 'admin.content', icon: 'list', permission: 'content.write' },
  { to: adminPaths.legalTexts, label: 'admin.legal', icon: 'book', permission: 'content.write' },
  { to: adminPaths.texts(), label: 'console.texts', icon: 'page', permission: 'content.write' },
  { to: adminPaths.languages, label: 'admin.languages', icon: 'globe', permission: 'content.write' },
  { to: adminPaths.erasures, label: 'admin.erasures', icon: 'shield', permission: 'audit.read' },
  { to: adminPaths.audit, label: 'admin.audit', icon: 'check', permission: 'audit.read' },
]

const routes: Portal['routes'] = [
  { path: '/', component: () => import('./HomePage.vue') },
  { path: '/setup', component: () => import('./SetupPage.vue'), meta: { open: true } },
  {
    path: '/applications',
    component: () => import('./merchants/ApplicationList.vue'),
    meta: { permission: 'merchants.read' },
  },
  {
    path: '/applications/:applicationId',
    component: () => import('./merchants/ApplicationPage.vue'),
    props: true,
    meta: { permission: 'merchants.read' },
  },
  {
    path: '/stores',
    component: () => import('./merchants/StoreList.vue'),
    meta: { permission: 'merchants.read' },
  },
  {
    path: '/stores/:storeId',
    component: () => import('./merchants/StorePage.vue'),
    props: true,
    meta: { permission: 'merchants.read' },
  },
  {
    path: '/products',
    component: () => import('./products/ProductList.vue'),
    meta: { permission: 'products.review' },
  },
  {
    path: '/products/:productId',
    component: () => import('./products/ProductReview.vue'),
    props: true,
    meta: { permission: 'products.review' },
  },
  { path: '/orders', component: () => import('./orders/OrderList.vue'), meta: { permission: 'orders.read' } },
  {
    path: '/orders/:orderId',
    component: () => import('./orders/OrderPage.vue'),
    props: true,
    meta: { permission: 'orders.read' },
  },
  {
    path: '/settlement',
    component: () => import('./settlement/StatementList.vue'),
    meta: { permission: 'settlement.read' },
  },
  {
    path: '/settlement/:statementId',
    component: () => import('./settlement/StatementPage.vue'),
    props: true,
    meta: { permission: 'settlement.read' },
  },
  {
    path: '/ledger',
    component: () => import('./ledger/LedgerPage.vue'),
    meta: { permission: 'ledger.read' },
  },
  {
    path: '/posts',
    component: () => import('./posts/PostList.vue'),
    meta: { permission: 'products.review' },
  },
  {
    path: '/disputes',
    component: () => import('./disputes/DisputeList.vue'),
    meta: { permission: 'ledger.read' },
  },
  {
    path: '/disputes/:disputeId',
    component: () => import('./disputes/DisputePage.vue'),
    props: true,
    meta: { permission: 'ledger.read' },
  },
  {
    path: '/markets',
    component: () => import('./markets/MarketList.vue'),
    meta: { permission: 'markets.write' },
  },
  {
    path: '/markets/new',
    component: () => import('./markets/MarketEdit.vue'),
    meta: { permission: 'markets.write' },
  },
  {
    path: '/markets/:code',
    component: () => import('./markets/MarketEdit.vue'),
    props: true,
    meta: { permission: 'markets.write' },
  },
  {
    path: '/tax-rates',
    component: () => import('./markets/TaxRateList.vue'),
    meta: { permission: 'markets.write' },
  },
  {
    path: '/borders',
    component: () => import('./borders/BorderRuleList.vue'),
    meta: { permission: 'markets.write' },
  },
  {
    path: '/exchange-rates',
    component: () => import('./markets/ExchangeRates.vue'),
    meta: { permission: 'markets.write' },
  },
  {
    path: '/brand',
    component: () => import('./brand/BrandEdit.vue'),
    meta: { permission: 'content.write' },
  },
  {
    path: '/content',
    component: () => import('./content/HomePageEdit.vue'),
    meta: { permission: 'content.write' },
  },
  {
    path: '/legal-texts',
    component: () => import('./legal/LegalTextList.vue'),
    meta: { permission: 'content.write' },
  },
  {
    path: '/legal-texts/new',
    component: () => import('./legal/LegalTextNew.vue'),
    props: ({ query }) => ({ from: query['from'] }),
    meta: { permission: 'content.write' },
  },
  {
    path: '/legal-texts/:id',
    component: () => import('./legal/LegalTextEdit.vue'),
    props: true,
    meta: { permission: 'content.write' },
  },
  {
    path: '/texts',
    component: () => import('./languages/TextsPage.vue'),
    meta: { permission: 'content.write' },
  },
  {
    path: '/languages',
    component: () => import('./languages/LanguagesPage.vue'),
    meta: { permission: 'content.write' },
  },
  {
    path: '/erasures',
    component: () => import('./erasures/ErasureList.vue'),
    meta: { permission: 'audit.read' },
  },
  { path: '/audit', component: () => import('./audit/AuditList.vue'), meta: { permission: 'audit.read' } },
]

/** The portal of those who run the mall. */
export const adminPortal: Portal = {
  name: 'admin',
  title: 'admin.title',
  menu,
  routes,
  beforeLogIn: [],
  async insteadOfLogIn() {
    const { needed } = await answerOf(api.GET('/api/identity/setup'))
    return needed ? adminPaths.setup : undefined
  },
}
