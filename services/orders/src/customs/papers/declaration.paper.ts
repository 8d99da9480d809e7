import { drawTable, fittingSize, openPaper } from '@tradewind/documents'
import { exponentOf, type Locale } from '@tradewind/kernel'
import { labelIn } from './labels.ts'
import { kilograms, languageOf, plainMoney, type PaperAddress, type ParcelPaper } from './papers.rules.ts'

/** A6 and A5 across, in points. */
const SIZES = { 'CN 22': { width: 298, height: 420 }, 'CN 23': { width: 595, height: 420 } }
const MARGIN = 16

/** The post's customs declaration in English and French, as the Universal Postal Union asks, and the country's own language. */
export function drawDeclaration(form: 'CN 22' | 'CN 23', parcel: ParcelPaper): Buffer {
  const own = languageOf(parcel.country)
  const locales: Locale[] = ['en', 'fr', ...(own ? [own] : [])]
  const label = labelIn(locales)
  const { width, height } = SIZES[form]
  const paper = openPaper({
    title: `${form} ${parcel.trackingNumber}`,
    locale: own ?? 'en',
    width,
    height,
  })
  const [x, inner, exponent] = [MARGIN, width - 2 * MARGIN, exponentOf(parcel.value.currency)]
  const amount = (value: ParcelPaper['value']) => plainMoney(value, exponent)

  paper.text(label('papers.declaration'), { x, y: MARGIN, width: inner - 60 }, { size: 10, bold: true })
  paper.text(form, { x, y: MARGIN, width: inner }, { size: 14, bold: true, align: 'right' })
  let y = MARGIN + paper.heightOf(label('papers.declaration'), inner - 60, { size: 10, bold: true })
  y += paper.text(label('papers.may-be-opened'), { x, y, width: inner - 60 }, { size: 6.5, grey: true }) + 4

  const half = inner / 2
  // CN 22 has no room for two scripts; the customs need the one that everybody reads.
  const address = (key: string, { lines, ownScript }: PaperAddress, left: number): number => {
    const text = [...lines, ...(form === 'CN 23' ? ownScript : [])].join('\n')
    const [width, title] = [half - 8, { size: 6.5, grey: true }]
    const head = paper.text(label(key), { x: left, y, width }, title)
    const size = fittingSize(paper, text, { width, height: height * 0.35 }, [8, 7, 6, 5, 4])
    return head + paper.text(text, { x: left, y: y + head, width }, { size })
  }
  y +=
    Math.max(address('papers.sender', parcel.from, x), address('papers.recipient', parcel.to, x + half)) + 4
  const numbers = [
    `${label('papers.item-number')}: ${parcel.trackingNumber}`,
    `${label('papers.order')}: ${parcel.orderNumber}`,
    ...(parcel.taxId ? [`${label('papers.tax-id')}: ${parcel.taxId.number}`] : []),
    `☒ ${label('papers.sale-of-goods')}`,
    ...(form === 'CN 23' && parcel.postage ? [`${label('papers.postage')}: ${amount(parcel.postage)}`] : []),
  ]
  for (const number of numbers)
    y += paper.text(number.replace('☒', '[x]'), { x, y, width: inner }, { size: 7 })
  y += 4

  y = drawTable(
    paper,
    { x, y, width: inner, bottom: height - MARGIN },
    [
      { title: label('papers.description'), share: 30 },
      { title: label('papers.quantity'), share: 16, align: 'right' },
      { title: label('papers.net-weight'), share: 16, align: 'right' },
      { title: label('papers.value'), share: 19, align: 'right' },
      { title: label('papers.hs-code'), share: 17 },
      { title: label('papers.origin'), share: 16 },
    ],
    parcel.lines.map((line) => [
      line.description,
      String(line.quantity),
      kilograms(line.weightGrams),
      amount(line.value),
      line.hsCode,
      line.originCountry,
    ]),
    form === 'CN 22' ? { size: 6.5, headSize: 5.5 } : { size: 8, headSize: 6.5 },
  )
  const closing = [
    `${label('papers.total-weight')}: ${kilograms(parcel.grossGrams)}`,
    `${label('papers.total-value')}: ${amount(parcel.value)}`,
  ]
  const oath = (form === 'CN 22' ? locales.slice(0, 2) : locales)
    .map((locale) => labelIn([locale])('papers.certified'))
    .join('\n')
  const sign = `${label('papers.signature')}: ${parcel.day}`
  const rest = [...closing, oath, sign].reduce(
    (sum, text) => sum + paper.heightOf(text, inner, { size: 7 }),
    14,
  )
  if (y + rest > height - MARGIN) {
    paper.turnPage()
    y = MARGIN
  }
  y += 4
  for (const text of closing) y += paper.text(text, { x, y, width: inner }, { size: 8, bold: true })
  y += paper.text(oath, { x, y: y + 2, width: inner }, { size: 5.5, grey: true }) + 6
  y += paper.text(sign, { x, y, width: inner }, { size: 7 })
  paper.line(x, y + 14, x + half, y + 14)
  return paper.close()
}
