import { Type } from 'typebox'
import { LocalizedTextSchema, event } from '@tradewind/platform/contract'

/** The operator saved the mall's name and look. */
export const brandChanged = event(
  'content.brand-changed.v1',
  Type.Object({
    /** By language; empty stands for the name it came with. */
    name: LocalizedTextSchema(40),
  }),
)
