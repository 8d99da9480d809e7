import type { Locale } from '@tradewind/kernel'

/** A provider of machine translation. Texts are lines of markup, see `protect`; as many come back, in their order. */
export interface Machine {
  name: string
  translate(lines: readonly string[], from: Locale, to: Locale): Promise<string[]>
}

/** How long a provider may take over one call. */
export const PROVIDER_SECONDS = 20
