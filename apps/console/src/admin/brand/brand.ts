import type { Answer } from '@tradewind/api-client'

/** A picture that the mall keeps, and its size in pixels. */
export type Mark = NonNullable<Answer<'content.getBrand'>['mark']>
