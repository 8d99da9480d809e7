import { PDFDocument } from '@napi-rs/canvas'
import type { Locale } from '@tradewind/kernel'
import { familiesFor } from './fonts.ts'
import { printable } from './printable.ts'
import { wrap } from './wrap.ts'

export interface TextStyle {
  /** Height of the letters in points; 9 when absent. */
  size?: number
  bold?: boolean
  grey?: boolean
  align?: 'left' | 'right' | 'center'
}

/** Pages of lines and texts in any script; lengths in points from the upper left corner. */
export interface Paper {
  readonly width: number
  readonly height: number
  /** Writes a text into a column, in as many lines as it takes; answers how high it stands. */
  text(text: string, at: { x: number; y: number; width: number }, style?: TextStyle): number
  /** How high a text would stand. */
  heightOf(text: string, width: number, style?: TextStyle): number
  /** A rectangle's outline. */
  box(x: number, y: number, width: number, height: number): void
  line(fromX: number, fromY: number, toX: number, toY: number): void
  turnPage(): void
  /** The finished PDF. */
  close(): Buffer
}

const LINE_HEIGHT = 1.4
const BLACK = '#111111'
const GREY = '#5c5c5c'

/** Opens a document; `locale` decides how words break and which country's Han characters are written. */
export function openPaper({
  title,
  locale,
  width,
  height,
}: {
  title: string
  locale: Locale
  width: number
  height: number
}): Paper {
  const pdf = new PDFDocument({ title, creator: 'Tradewind' })
  let page = pdf.beginPage(width, height)

  const families = new Set<string>()
  const faceOf = (text: string, { size = 9, bold = false }: TextStyle): string => {
    for (const family of familiesFor(text, locale)) families.add(family)
    return `${bold ? 'bold ' : ''}${size}px`
  }
  const stepOf = ({ size = 9 }: TextStyle): number => size * LINE_HEIGHT
  // To choose a font takes far longer than to write with it, so all texts of a face share one.
  let chosen = ''
  const choose = (face: string): void => {
    const font = `${face} ${[...families].join(', ')}`
    if (font !== chosen) page.font = chosen = font
  }
  const widths = new Map<string, number>()
  const widthIn = (face: string) => (text: string) => {
    const key = `${face}\n${text}`
    let known = widths.get(key)
    if (known === undefined) {
      choose(face)
      known = page.measureText(text).width
      widths.set(key, known)
    }
    return known
  }
  const linesOf = (text: string, column: number, face: string): string[] =>
    wrap(text, column, locale, widthIn(face))

  return {
    width,
    height,
    text(written, at, style = {}) {
      const text = printable(written, locale)
      const [face, step] = [faceOf(text, style), stepOf(style)]
      const lines = linesOf(text, at.width, face)
      const x = { left: at.x, center: at.x + at.width / 2, right: at.x + at.width }[style.align ?? 'left']
      choose(face)
      page.fillStyle = style.grey ? GREY : BLACK
      page.textAlign = style.align ?? 'left'
      page.textBaseline = 'alphabetic'
      page.direction = isRightToLeft(text) ? 'rtl' : 'ltr'
      lines.forEach((line, index) => page.fillText(line, x, at.y + step * (index + 0.76)))
      return lines.length * step
    },
    heightOf(written, column, style = {}) {
      const text = printable(written, locale)
      return linesOf(text, column, faceOf(text, style)).length * stepOf(style)
    },
    box(x, y, boxWidth, boxHeight) {
      page.strokeStyle = BLACK
      page.lineWidth = 0.6
      page.strokeRect(x, y, boxWidth, boxHeight)
    },
    line(fromX, fromY, toX, toY) {
      page.strokeStyle = BLACK
      page.lineWidth = 0.6
      page.beginPath()
      page.moveTo(fromX, fromY)
      page.lineTo(toX, toY)
      page.stroke()
    },
    turnPage() {
      pdf.endPage()
      page = pdf.beginPage(width, height)
      chosen = ''
    },
    close() {
      pdf.endPage()
      return pdf.close()
    },
  }
}

/** The direction of a text is that of its first letter. Source: UAX #9, rule P2. */
const isRightToLeft = (text: string): boolean => /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
