/** The task that carries a refund out; queued with its row. */
export const SEND_REFUND = 'send-refund'
