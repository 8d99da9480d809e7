import type { ApiError } from '@tradewind/api-client'
import { watch, type Ref } from 'vue'

const FAULTY = '.form-field-faulty :is(input, textarea, select), [aria-invalid="true"]'

/**
 * Takes whoever sent a form that was refused to its first fault, or to what is said of the whole: on a long page both
 * stand out of sight. In the middle, since bars lie over both ends of the page.
 */
export function useFaultFocus(
  form: Readonly<Ref<HTMLElement | null>>,
  problem: () => ApiError | undefined,
): void {
  watch(
    problem,
    (found) => {
      if (!found) return
      const field = form.value?.querySelector<HTMLElement>(FAULTY)
      field?.focus({ preventScroll: true })
      const told = field ?? form.value?.querySelector('.notice-error')
      told?.scrollIntoView({ block: 'center' })
    },
    { flush: 'post' },
  )
}
