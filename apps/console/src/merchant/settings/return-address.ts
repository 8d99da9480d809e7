import { draftOf, emptyDraft, sentAddress, type AddressDraft, type PostalAddress } from '@tradewind/addresses'

/** The address to begin with: the one that holds, or an empty one in the store's country. */
export const writtenAddress = (kept: PostalAddress | null, country: string): AddressDraft =>
  kept ? draftOf(kept) : emptyDraft(country)

/** What is sent of it; nothing as long as nothing was written. */
export function sentReturnAddress(draft: AddressDraft): ReturnType<typeof sentAddress> | undefined {
  const { country: _country, latin: _latin, ...parts } = draft
  return Object.values(parts).every((text) => text.trim() === '') ? undefined : sentAddress(draft)
}
