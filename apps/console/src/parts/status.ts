/** How a state is told: its text key, and whether it waits, goes well, is over or went wrong. */
export interface StatusLook {
  text: string
  tone: 'waiting' | 'going' | 'good' | 'over' | 'bad'
}

const look = (text: string, tone: StatusLook['tone']): StatusLook => ({ text, tone })

/** The states of everything that has states, by what has them. */
export const STATUSES = {
  order: {
    placing: look('console.status.order-placing', 'going'),
    'awaiting-payment': look('console.status.order-awaiting-payment', 'waiting'),
    paid: look('console.status.order-paid', 'going'),
    completed: look('console.status.order-completed', 'good'),
    rejected: look('console.status.order-rejected', 'bad'),
    expired: look('console.status.order-expired', 'over'),
    cancelled: look('console.status.order-cancelled', 'over'),
  },
  part: {
    'awaiting-payment': look('console.status.part-awaiting-payment', 'over'),
    'to-ship': look('console.status.part-to-ship', 'waiting'),
    'partly-shipped': look('console.status.part-partly-shipped', 'waiting'),
    shipped: look('console.status.part-shipped', 'going'),
    delivered: look('console.status.part-delivered', 'good'),
    received: look('console.status.part-received', 'good'),
    cancelled: look('console.status.part-cancelled', 'over'),
  },
  return: {
    requested: look('console.status.return-requested', 'waiting'),
    accepted: look('console.status.return-accepted', 'going'),
    shipped: look('console.status.return-shipped', 'waiting'),
    received: look('console.status.return-received', 'going'),
    refunded: look('console.status.return-refunded', 'good'),
    rejected: look('console.status.return-rejected', 'over'),
    cancelled: look('console.status.return-cancelled', 'over'),
  },
  parcel: {
    pending: look('console.status.parcel-pending', 'over'),
    'info-received': look('console.status.parcel-info-received', 'going'),
    'in-transit': look('console.status.parcel-in-transit', 'going'),
    'out-for-delivery': look('console.status.parcel-out-for-delivery', 'going'),
    'attempt-failed': look('console.status.parcel-attempt-failed', 'bad'),
    delivered: look('console.status.parcel-delivered', 'good'),
    'available-for-pickup': look('console.status.parcel-available-for-pickup', 'going'),
    exception: look('console.status.parcel-exception', 'bad'),
    expired: look('console.status.parcel-expired', 'bad'),
    'customs-held': look('console.status.parcel-customs-held', 'waiting'),
    returned: look('console.status.parcel-returned', 'over'),
  },
  product: {
    draft: look('console.status.product-draft', 'over'),
    'in-review': look('console.status.product-in-review', 'waiting'),
    published: look('console.status.product-published', 'good'),
    unpublished: look('console.status.product-unpublished', 'over'),
  },
  legal: {
    planned: look('console.status.legal-planned', 'waiting'),
    'in-force': look('console.status.legal-in-force', 'good'),
    past: look('console.status.legal-past', 'over'),
  },
  application: {
    submitted: look('console.status.application-submitted', 'waiting'),
    approved: look('console.status.application-approved', 'good'),
    rejected: look('console.status.application-rejected', 'over'),
  },
  store: {
    open: look('console.status.store-open', 'good'),
    suspended: look('console.status.store-suspended', 'bad'),
  },
  dispute: {
    open: look('console.status.dispute-open', 'waiting'),
    answered: look('console.status.dispute-answered', 'going'),
    won: look('console.status.dispute-won', 'good'),
    lost: look('console.status.dispute-lost', 'bad'),
  },
  post: {
    published: look('console.status.post-published', 'good'),
    waiting: look('console.status.post-waiting', 'waiting'),
    hidden: look('console.status.post-hidden', 'over'),
  },
  text: {
    missing: look('console.status.text-missing', 'waiting'),
    machine: look('console.status.text-machine', 'going'),
    human: look('console.status.text-human', 'good'),
    stale: look('console.status.text-stale', 'bad'),
  },
  statement: {
    open: look('console.status.statement-open', 'waiting'),
    approved: look('console.status.statement-approved', 'going'),
    paid: look('console.status.statement-paid', 'good'),
  },
} as const

export type StatusKind = keyof typeof STATUSES

/** How a state is told; a state from a newer server is shown by its name. */
export const lookOf = (kind: StatusKind, value: string): StatusLook => {
  const looks: Readonly<Record<string, StatusLook>> = STATUSES[kind]
  return looks[value] ?? { text: '', tone: 'over' }
}
