/** A question, its answer, and the texts of buttons and pages that the answer names. */
export interface Question {
  question: string
  answer: string
  /** Keys of the mall's own texts, by the placeholder of the answer. */
  labels?: Readonly<Record<string, string>>
}

export interface Topic {
  /** Where it stands on its page. */
  id: string
  title: string
  questions: readonly Question[]
}

/** What buyers ask, in the order in which they meet it. */
export const TOPICS: readonly Topic[] = [
  {
    id: 'place',
    title: 'help.place',
    questions: [
      {
        question: 'help.place-change',
        answer: 'help.place-change-answer',
        labels: { place: 'place.title' },
      },
      { question: 'help.place-unserved', answer: 'help.place-unserved-answer' },
    ],
  },
  {
    id: 'find',
    title: 'help.find',
    questions: [
      { question: 'help.find-search', answer: 'help.find-search-answer' },
      { question: 'help.find-offers', answer: 'help.find-offers-answer' },
      {
        question: 'help.find-compare',
        answer: 'help.find-compare-answer',
        labels: { compare: 'compare.add' },
      },
    ],
  },
  {
    id: 'cost',
    title: 'help.cost',
    questions: [
      { question: 'help.cost-all', answer: 'help.cost-all-answer' },
      { question: 'help.cost-door', answer: 'help.cost-door-answer', labels: { due: 'cost.due' } },
      { question: 'help.cost-rate', answer: 'help.cost-rate-answer' },
      { question: 'help.cost-reduced', answer: 'help.cost-reduced-answer' },
    ],
  },
  {
    id: 'pay',
    title: 'help.pay',
    questions: [
      { question: 'help.pay-account', answer: 'help.pay-account-answer' },
      { question: 'help.pay-stores', answer: 'help.pay-stores-answer' },
      { question: 'help.pay-ways', answer: 'help.pay-ways-answer' },
      {
        question: 'help.pay-failed',
        answer: 'help.pay-failed-answer',
        labels: { orders: 'nav.orders', pay: 'order.pay-now' },
      },
      { question: 'help.pay-customs', answer: 'help.pay-customs-answer' },
    ],
  },
  {
    id: 'delivery',
    title: 'help.delivery',
    questions: [
      {
        question: 'help.delivery-where',
        answer: 'help.delivery-where-answer',
        labels: { orders: 'nav.orders' },
      },
      {
        question: 'help.delivery-cancel',
        answer: 'help.delivery-cancel-answer',
        labels: { cancel: 'order.cancel' },
      },
    ],
  },
  {
    id: 'return',
    title: 'help.return',
    questions: [
      { question: 'help.return-how', answer: 'help.return-how-answer', labels: { return: 'return.ask' } },
      { question: 'help.return-money', answer: 'help.return-money-answer' },
    ],
  },
  {
    id: 'words',
    title: 'help.words',
    questions: [
      { question: 'help.words-review', answer: 'help.words-review-answer' },
      { question: 'help.words-ask', answer: 'help.words-ask-answer' },
      {
        question: 'help.words-report',
        answer: 'help.words-report-answer',
        labels: { report: 'reviews.report' },
      },
    ],
  },
  {
    id: 'account',
    title: 'help.account',
    questions: [
      {
        question: 'help.account-safe',
        answer: 'help.account-safe-answer',
        labels: { security: 'common.security' },
      },
      { question: 'help.account-suggestions', answer: 'help.account-suggestions-answer' },
      {
        question: 'help.account-data',
        answer: 'help.account-data-answer',
        labels: { privacy: 'account.privacy' },
      },
    ],
  },
]
