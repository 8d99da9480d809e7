import type { Locale } from '@tradewind/kernel'
import type { RouteRecordRaw } from 'vue-router'
import { withHelpTexts } from './help/texts.ts'
import { withReviewTexts } from './reviews/texts.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shows what only its reader may see: rendered with their cookies, never kept, not for search engines. */
    private?: boolean
    /** Header and footer step back, so that nothing leads away. */
    quiet?: boolean
  }
}

const ownPage = { private: true }

/** The pages of the mall in one language. */
export const routesIn = (locale: Locale): RouteRecordRaw[] => [
  {
    path: `/${locale}`,
    children: [
      { path: '', component: () => import('./home/HomePage.vue') },
      { path: 'c/:slug', component: () => import('./listing/CategoryPage.vue') },
      { path: 'search', component: () => import('./listing/SearchPage.vue') },
      { path: 'goods', component: () => import('./listing/GoodsPage.vue') },
      { path: 'new', redirect: `/${locale}/goods?sort=new` },
      { path: 's/:slug', component: () => import('./store/StorePage.vue') },
      { path: 'stores', component: () => import('./store/StoresPage.vue') },
      { path: 'brands', component: () => import('./listing/BrandsPage.vue') },
      { path: 'b/:key', component: () => import('./listing/BrandPage.vue') },
      {
        path: 'help',
        component: () => withHelpTexts(locale, import('./help/HelpPage.vue')),
      },
      { path: 'legal/:kind', component: () => import('./legal/LegalPage.vue') },
      { path: 'p/:slug', component: () => import('./product/ProductPage.vue') },
      {
        path: 'compare',
        component: () => import('./discovery/pages.ts').then(({ comparePage }) => comparePage(locale)),
      },
      {
        path: 'suggestions',
        component: () =>
          import('./discovery/pages.ts').then(({ suggestionsPage }) => suggestionsPage(locale)),
        meta: ownPage,
      },
      {
        path: 'favourites',
        component: () => import('./discovery/pages.ts').then(({ favouritesPage }) => favouritesPage(locale)),
        meta: ownPage,
      },
      {
        path: 'unsubscribe',
        component: () =>
          import('./discovery/pages.ts').then(({ unsubscribePage }) => unsubscribePage(locale)),
        meta: ownPage,
      },
      { path: 'place', component: () => import('./shell/PlacePage.vue') },
      { path: 'offline', component: () => import('./shell/OfflinePage.vue') },
      { path: 'cart', component: () => import('./cart/CartPage.vue'), meta: ownPage },
      {
        path: 'checkout',
        component: () => import('./checkout/CheckoutPage.vue'),
        meta: { private: true, quiet: true },
      },
      { path: 'order/:orderId', component: () => import('./order/OrderPage.vue'), meta: ownPage },
      { path: 'order/:orderId/paid', component: () => import('./order/PaidPage.vue'), meta: ownPage },
      {
        path: 'order/:orderId/return/:subOrderId',
        component: () => import('./order/ReturnRequestPage.vue'),
        meta: ownPage,
      },
      {
        path: 'review/:productId',
        component: () => withReviewTexts(locale, import('./reviews/ReviewPage.vue')),
        meta: ownPage,
      },
      {
        path: 'log-in',
        component: () => import('./security/pages.ts').then(({ logInPage }) => logInPage(locale)),
        meta: ownPage,
      },
      {
        path: 'log-in/return',
        component: () => import('./security/pages.ts').then(({ returnPage }) => returnPage(locale)),
        meta: { private: true, quiet: true },
      },
      { path: 'register', component: () => import('./account/RegisterPage.vue'), meta: ownPage },
      { path: 'reset', component: () => import('./account/ResetPage.vue'), meta: ownPage },
      {
        path: 'account',
        component: () => import('./account/AccountPage.vue'),
        meta: ownPage,
        children: [
          { path: '', component: () => import('./account/ProfilePart.vue') },
          { path: 'orders', component: () => import('./account/OrdersPart.vue') },
          { path: 'reviews', component: () => withReviewTexts(locale, import('./account/ReviewsPart.vue')) },
          { path: 'addresses', component: () => import('./account/AddressesPart.vue') },
          {
            path: 'privacy',
            component: () => import('./privacy/pages.ts').then(({ privacyPart }) => privacyPart(locale)),
          },
          {
            path: 'security',
            component: () => import('./security/pages.ts').then(({ securityPart }) => securityPart(locale)),
          },
        ],
      },
    ],
  },
  { path: '/:rest(.*)*', component: () => import('./shell/NotFoundPage.vue') },
]
