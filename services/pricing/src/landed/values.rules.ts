import { add, allocate, sum, type Money } from '@tradewind/kernel'
import type { Consignment, LandedLine, Priced, ValueBasis } from './landed.types.ts'

/** Goods with their share of the transport, by value: largest remainder. */
export interface ValuedLine extends LandedLine {
  readonly transport: Priced
}

export function valued({ lines, transport }: Consignment): ValuedLine[] {
  const weights = lines.map((line) => line.net.minor)
  const [nets, taxes] = [allocate(transport.net, weights), allocate(transport.tax, weights)]
  return lines.map((line, index) => ({
    ...line,
    transport: { net: nets[index] ?? transport.net, tax: taxes[index] ?? transport.tax },
  }))
}

/** The value of a line on a basis; intrinsic and FOB value hold neither tax nor transport. */
export const valueOf = (line: ValuedLine, basis: ValueBasis): Money =>
  basis === 'cif' ? add(line.net, line.transport.net) : line.net

export const consignmentValue = (lines: readonly ValuedLine[], basis: ValueBasis, currency: string): Money =>
  sum(
    lines.map((line) => valueOf(line, basis)),
    currency,
  )
