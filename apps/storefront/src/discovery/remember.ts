import type { Mall } from '../mall/mall.ts'

/** Says that this browser agreed to be remembered; whether that still holds, only the server knows. */
const HINT = 'tw.remember'

export function keepAnswer(remembering: 'unasked' | 'yes' | 'no'): void {
  if (remembering === 'unasked') localStorage.removeItem(HINT)
  else localStorage.setItem(HINT, remembering)
}

/** A no is kept here alone: the server need not know who said nothing or no. */
export const saidNo = (): boolean =>
  localStorage.getItem(HINT) === 'no' ||
  ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true)

/** Whether this browser knows of a yes; without one the server need not be asked. */
export const agreed = (): boolean => localStorage.getItem(HINT) === 'yes'

/** Has it remembered that goods were looked at or put into the cart, if the reader agreed, and never in the way. */
export function note(mall: Mall, productId: string, kind: 'view' | 'cart'): void {
  if (agreed()) void import('./views.ts').then(({ addView }) => addView(mall, { productId, kind }))
}
