import type { Paper, TextStyle } from './paper.ts'

/** How small a row may become that is higher than a page. */
const SHRINK = [1, 0.8, 0.6, 0.45]

export interface Column {
  title: string
  /** Its share of the table's width. */
  share: number
  align?: TextStyle['align']
}

const PADDING = 3

/** Draws a table with lines between its cells, over as many pages as it takes; answers where it ends. */
export function drawTable(
  paper: Paper,
  { x, y, width, bottom }: { x: number; y: number; width: number; bottom: number },
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { size = 8, headSize = 6.5 }: { size?: number; headSize?: number } = {},
): number {
  const head: TextStyle = { size: headSize, grey: true }
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (share / whole) * width)
  const lefts = widths.map((_, at) => x + widths.slice(0, at).reduce((sum, one) => sum + one, 0))

  const draw = (texts: readonly string[], top: number, style: TextStyle): number => {
    const height = heightOf(texts, style)
    texts.forEach((text, at) => {
      const [left = x, own = 0] = [lefts[at], widths[at]]
      paper.text(
        text,
        { x: left + PADDING, y: top + PADDING, width: own - 2 * PADDING },
        { ...style, align: columns[at]?.align },
      )
      paper.box(left, top, own, height)
    })
    return top + height
  }
  const heightOf = (texts: readonly string[], style: TextStyle): number =>
    Math.max(...texts.map((text, at) => paper.heightOf(text, (widths[at] ?? 0) - 2 * PADDING, style))) +
    2 * PADDING

  const titles = columns.map(({ title }) => title)
  const headHeight = heightOf(titles, head)
  const styleOf = (row: readonly string[]): TextStyle => {
    const sizes = SHRINK.map((share) => size * share)
    return {
      size: sizes.find((one) => x + headHeight + heightOf(row, { size: one }) <= bottom) ?? sizes.at(-1),
    }
  }
  const [first = []] = rows
  let end = y
  if (end + headHeight + heightOf(first, styleOf(first)) > bottom) {
    paper.turnPage()
    end = x
  }
  end = draw(titles, end, head)
  for (const row of rows) {
    const style = styleOf(row)
    if (end + heightOf(row, style) > bottom) {
      paper.turnPage()
      end = draw(titles, x, head)
    }
    end = draw(row, end, style)
  }
  return end
}
