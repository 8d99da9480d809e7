import type { Paper } from './paper.ts'

/** The first of these sizes, from large to small, in which a text is no higher than it may be; the last where none is. */
export const fittingSize = (
  paper: Paper,
  text: string,
  { width, height }: { width: number; height: number },
  sizes: readonly [number, ...number[]],
): number => sizes.find((size) => paper.heightOf(text, width, { size }) <= height) ?? sizes.at(-1) ?? sizes[0]
