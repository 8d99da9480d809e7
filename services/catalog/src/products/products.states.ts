import { conflict } from '@tradewind/kernel'

export type ProductState = 'draft' | 'in-review' | 'published' | 'unpublished'
export type ProductStep = 'submit' | 'approve' | 'reject' | 'unpublish' | 'republish' | 'delete' | 'edit'

/** What each state allows, and where it leads; `gone` is no row any more. */
export const PRODUCT_STATES: Readonly<
  Record<ProductState, Partial<Record<ProductStep, ProductState | 'gone'>>>
> = {
  draft: { edit: 'draft', submit: 'in-review', delete: 'gone' },
  'in-review': { edit: 'in-review', approve: 'published', reject: 'draft' },
  published: { edit: 'published', unpublish: 'unpublished' },
  unpublished: { edit: 'unpublished', republish: 'published' },
}

/** Where a step leads; throws 409 `catalog.not-now` when the state does not allow it. */
export function stateAfter(state: ProductState, step: ProductStep): ProductState | 'gone' {
  const next = PRODUCT_STATES[state][step]
  if (next === undefined) throw conflict('catalog.not-now', undefined, { status: state })
  return next
}

/** What the store's wish to publish means: a first hand-in, or putting it back on sale. */
export const publishStep = (state: ProductState): ProductStep =>
  state === 'unpublished' ? 'republish' : 'submit'
