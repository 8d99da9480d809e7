import { hashOfText, type KeptMark } from '@tradewind/platform/texts'

interface MarkedName extends Omit<KeptMark, 'fields'> {
  name: string
  sourceHash: string
}

/** The marks of what has a name only, from its row. */
export const marksOfName = ({ name, status, byMachine, sourceHash }: MarkedName): KeptMark => ({
  status,
  byMachine,
  fields: { name: { textHash: hashOfText(name), sourceHash, byMachine } },
})
