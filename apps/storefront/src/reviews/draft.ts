const keyOf = (name: string) => `tw.draft.${name}`

/** Keeps in this tab what somebody has written, while they log in. */
export const keepDraft = (name: string, words: object): void =>
  sessionStorage.setItem(keyOf(name), JSON.stringify(words))

/** Takes it back, once. */
export function takeDraft<Words extends object>(name: string): Words | undefined {
  const kept = sessionStorage.getItem(keyOf(name))
  sessionStorage.removeItem(keyOf(name))
  return kept === null ? undefined : (JSON.parse(kept) as Words)
}
