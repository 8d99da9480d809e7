import type { Portal } from '../shell/portal.ts'
import { person } from '../shell/session.ts'
import { merchantPaths } from './paths.ts'

const menu: Portal['menu'] = [
  { to: merchantPaths.home, label: 'merchant.home', icon: 'home', permission: 'orders.read' },
  { to: merchantPaths.orders(), label: 'merchant.orders', icon: 'box', permission: 'orders.read' },
  { to: merchantPaths.returns(), label: 'merchant.returns', icon: 'return', permission: 'returns.read' },
  { to: merchantPaths.products(), label: 'merchant.products', icon: 'tag', permission: 'products.read' },
  { to: merchantPaths.stock(), label: 'merchant.stock', icon: 'list', permission: 'stock.read' },
  { to: merchantPaths.posts, label: 'merchant.posts', icon: 'page', permission: 'orders.read' },
  { to: merchantPaths.statements, label: 'merchant.statements', icon: 'bank', permission: 'statements.read' },
  { to: merchantPaths.texts, label: 'console.texts', icon: 'page', permission: 'products.write' },
  { to: merchantPaths.members, label: 'merchant.members', icon: 'person', permission: 'orders.read' },
  { to: merchantPaths.settings, label: 'merchant.settings', icon: 'cog', permission: 'store.write' },
  { to: merchantPaths.apply, label: 'merchant.applications', icon: 'shield' },
  { to: merchantPaths.help, label: 'common.help', icon: 'book' },
]

const routes: Portal['routes'] = [
  {
    path: '/',
    component: () => import('./HomePage.vue'),
    beforeEnter: () => (person.value?.stores.length ? true : merchantPaths.apply),
  },
  {
    path: '/help',
    component: () => import('./help/HelpPage.vue'),
    meta: { open: true, framed: true },
  },
  { path: '/register', component: () => import('./apply/RegisterPage.vue'), meta: { open: true } },
  { path: '/apply', component: () => import('./apply/ApplyPage.vue') },
  {
    path: '/products',
    component: () => import('./products/ProductList.vue'),
    meta: { permission: 'products.read' },
  },
  {
    path: '/products/new',
    component: () => import('./products/ProductPage.vue'),
    meta: { permission: 'products.write' },
  },
  {
    path: '/products/sell-existing',
    component: () => import('./products/SellExisting.vue'),
    meta: { permission: 'products.write' },
  },
  {
    path: '/products/:productId',
    component: () => import('./products/ProductPage.vue'),
    props: true,
    meta: { permission: 'products.read' },
  },
  { path: '/stock', component: () => import('./stock/StockList.vue'), meta: { permission: 'stock.read' } },
  {
    path: '/stock/:offerId',
    component: () => import('./stock/OfferPage.vue'),
    props: true,
    meta: { permission: 'stock.read' },
  },
  { path: '/orders', component: () => import('./orders/OrderList.vue'), meta: { permission: 'orders.read' } },
  {
    path: '/orders/:subOrderId',
    component: () => import('./orders/OrderPage.vue'),
    props: true,
    meta: { permission: 'orders.read' },
  },
  {
    path: '/returns',
    component: () => import('./returns/ReturnList.vue'),
    meta: { permission: 'returns.read' },
  },
  {
    path: '/returns/:returnId',
    component: () => import('./returns/ReturnPage.vue'),
    props: true,
    meta: { permission: 'returns.read' },
  },
  { path: '/posts', component: () => import('./posts/PostList.vue'), meta: { permission: 'orders.read' } },
  {
    path: '/statements',
    component: () => import('./statements/StatementList.vue'),
    meta: { permission: 'statements.read' },
  },
  {
    path: '/statements/:statementId',
    component: () => import('./statements/StatementPage.vue'),
    props: true,
    meta: { permission: 'statements.read' },
  },
  {
    path: '/texts',
    component: () => import('./texts/TextsPage.vue'),
    meta: { permission: 'products.write' },
  },
  {
    path: '/members',
    component: () => import('./members/MembersPage.vue'),
    meta: { permission: 'orders.read' },
  },
  {
    path: '/settings',
    component: () => import('./settings/SettingsPage.vue'),
    meta: { permission: 'store.write' },
  },
  {
    path: '/settings/shipping/new',
    component: () => import('./settings/ShippingMethodPage.vue'),
    meta: { permission: 'store.write' },
  },
  {
    path: '/settings/shipping/:methodId',
    component: () => import('./settings/ShippingMethodPage.vue'),
    props: true,
    meta: { permission: 'store.write' },
  },
]

/** The portal of those who sell. */
export const merchantPortal: Portal = {
  name: 'merchant',
  title: 'merchant.title',
  menu,
  routes,
  beforeLogIn: [
    { to: merchantPaths.register, label: 'merchant.register' },
    { to: merchantPaths.help, label: 'common.help' },
  ],
}
