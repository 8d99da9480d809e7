import { formatDateTime } from '@tradewind/kernel'
import { onMounted, ref } from 'vue'
import { useMall } from './mall.ts'

/** Writes moments by the reader's clock; by UTC, and saying so, as long as only the server has written the page. */
export function useLocalTime(): (at: string) => string {
  const { locale } = useMall()
  const timeZone = ref<string>()
  onMounted(() => {
    timeZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  })
  return (at) =>
    timeZone.value === undefined
      ? `${formatDateTime(at, locale)} UTC`
      : formatDateTime(at, locale, { timeZone: timeZone.value })
}
