import { nextTick, type ShallowRef } from 'vue'

/** Takes who uses a keyboard to the beginning of a part whose controls give way to others; the focus would be lost with them. */
export const useFocusOn = (part: Readonly<ShallowRef<HTMLElement | null>>) => async (): Promise<void> => {
  await nextTick()
  part.value?.focus()
}
