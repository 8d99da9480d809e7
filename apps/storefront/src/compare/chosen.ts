import { shallowRef } from 'vue'
import { MOST_COMPARED, type Chosen } from './compare.rules.ts'

const KEY = 'tw.compare'

/** What is chosen in this browser, in all its tabs. */
export const chosen = shallowRef<readonly Chosen[]>(read())
addEventListener('storage', ({ key }) => {
  if (key === KEY) chosen.value = read()
})

export function choose(list: readonly Chosen[]): void {
  chosen.value = list.slice(0, MOST_COMPARED)
  localStorage.setItem(KEY, JSON.stringify(chosen.value))
}

function read(): Chosen[] {
  const kept = parsed(localStorage.getItem(KEY) ?? '[]')
  return Array.isArray(kept) ? kept.filter(isChosen).slice(0, MOST_COMPARED) : []
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody else wrote there; nothing is lost but a choice.
    return []
  }
}
function isChosen(value: unknown): value is Chosen {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'name' in value &&
    typeof value.id === 'string' &&
    typeof value.name === 'string'
  )
}
