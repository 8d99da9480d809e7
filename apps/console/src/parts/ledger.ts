import { t } from '../shell/texts.ts'

const KINDS: Readonly<Record<string, string>> = {
  sale: 'console.ledger.sale',
  shipping: 'console.ledger.shipping',
  tax: 'console.ledger.tax',
  duty: 'console.ledger.duty',
  commission: 'console.ledger.commission',
  refund: 'console.ledger.refund',
  'commission-returned': 'console.ledger.commission-returned',
  'carried-over': 'console.ledger.carried-over',
  stray: 'console.ledger.stray',
  dispute: 'console.ledger.dispute',
  payout: 'console.ledger.payout',
}

/** What an entry of the ledger or a line of a statement stands for; a newer kind is shown by its name. */
export function kindText(kind: string): string {
  const key = KINDS[kind]
  return key === undefined ? kind : t(key)
}
