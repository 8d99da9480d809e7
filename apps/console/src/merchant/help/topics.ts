import { shellPaths } from '../../shell/paths.ts'
import { merchantPaths } from '../paths.ts'

/** A question, its answer, and the texts of buttons and pages that the answer names. */
export interface Question {
  question: string
  answer: string
  /** Keys of the portal's own texts, by the placeholder of the answer. */
  labels?: Readonly<Record<string, string>>
}

export interface Topic {
  title: string
  questions: readonly Question[]
}

/** Where the links of the answers lead. */
export const TARGETS: Readonly<Record<string, string>> = {
  toApplications: merchantPaths.apply,
  toMembers: merchantPaths.members,
  toOrders: merchantPaths.orders(),
  toPosts: merchantPaths.posts,
  toProducts: merchantPaths.products(),
  toReturns: merchantPaths.returns(),
  toSecurity: shellPaths.security,
  toSettings: merchantPaths.settings,
  toStatements: merchantPaths.statements,
  toStock: merchantPaths.stock(),
  toTexts: merchantPaths.texts,
}

/** What merchants ask, in the order in which they meet it. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'help.start',
    questions: [
      {
        question: 'help.start-open',
        answer: 'help.start-open-answer',
        labels: { applications: 'merchant.applications' },
      },
      { question: 'help.start-ready', answer: 'help.start-ready-answer' },
      {
        question: 'help.start-safe',
        answer: 'help.start-safe-answer',
        labels: { security: 'common.security', members: 'merchant.members' },
      },
    ],
  },
  {
    title: 'help.goods',
    questions: [
      {
        question: 'help.goods-new',
        answer: 'help.goods-new-answer',
        labels: {
          products: 'merchant.products',
          new: 'merchant.new-product',
          handIn: 'merchant.hand-in',
        },
      },
      {
        question: 'help.goods-known',
        answer: 'help.goods-known-answer',
        labels: { sellExisting: 'merchant.sell-existing' },
      },
      {
        question: 'help.goods-options',
        answer: 'help.goods-options-answer',
        labels: { addOption: 'merchant.add-option' },
      },
      {
        question: 'help.goods-off',
        answer: 'help.goods-off-answer',
        labels: { unpublish: 'merchant.unpublish' },
      },
    ],
  },
  {
    title: 'help.languages',
    questions: [
      {
        question: 'help.languages-all',
        answer: 'help.languages-all-answer',
        labels: { texts: 'console.texts' },
      },
      { question: 'help.languages-hidden', answer: 'help.languages-hidden-answer' },
      {
        question: 'help.languages-files',
        answer: 'help.languages-files-answer',
        labels: { texts: 'console.texts' },
      },
    ],
  },
  {
    title: 'help.prices',
    questions: [
      {
        question: 'help.prices-currencies',
        answer: 'help.prices-currencies-answer',
        labels: { floor: 'price.floor' },
      },
      {
        question: 'help.prices-special',
        answer: 'help.prices-special-answer',
        labels: { special: 'price.special' },
      },
      { question: 'help.prices-why', answer: 'help.prices-why-answer', labels: { why: 'price.why' } },
    ],
  },
  {
    title: 'help.shipping',
    questions: [
      {
        question: 'help.shipping-stock',
        answer: 'help.shipping-stock-answer',
        labels: { stock: 'merchant.stock' },
      },
      {
        question: 'help.shipping-cost',
        answer: 'help.shipping-cost-answer',
        labels: { settings: 'merchant.settings' },
      },
      {
        question: 'help.shipping-order',
        answer: 'help.shipping-order-answer',
        labels: { orders: 'merchant.orders', ship: 'merchant.ship-only', next: 'merchant.ship-and-next' },
      },
      { question: 'help.shipping-customs', answer: 'help.shipping-customs-answer' },
    ],
  },
  {
    title: 'help.returns',
    questions: [
      {
        question: 'help.returns-decide',
        answer: 'help.returns-decide-answer',
        labels: { returns: 'merchant.returns' },
      },
      { question: 'help.returns-money', answer: 'help.returns-money-answer' },
      {
        question: 'help.returns-words',
        answer: 'help.returns-words-answer',
        labels: { posts: 'merchant.posts' },
      },
    ],
  },
  {
    title: 'help.money',
    questions: [
      {
        question: 'help.money-when',
        answer: 'help.money-when-answer',
        labels: { payouts: 'merchant.payouts' },
      },
      { question: 'help.money-sums', answer: 'help.money-sums-answer' },
    ],
  },
]
