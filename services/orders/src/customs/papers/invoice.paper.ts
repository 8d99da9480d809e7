import { drawTable, fittingSize, openPaper } from '@tradewind/documents'
import { countryName, exponentOf, money, type Locale } from '@tradewind/kernel'
import { labelIn } from './labels.ts'
import {
  byUnitValue,
  kilograms,
  plainMoney,
  type PaperAddress,
  type PaperLine,
  type ParcelPaper,
} from './papers.rules.ts'

/** A4 in points. */
const SIZE = { width: 595, height: 842 }
const MARGIN = 42

/** What couriers and customs want to see beside the parcel: in English, and in the buyer's language. */
export function drawInvoice(parcel: ParcelPaper): Buffer {
  const locales: Locale[] = ['en', parcel.buyerLocale]
  const label = labelIn(locales)
  const paper = openPaper({
    title: `${parcel.orderNumber} ${parcel.trackingNumber}`,
    locale: parcel.buyerLocale,
    ...SIZE,
  })
  const inner = SIZE.width - 2 * MARGIN
  const half = inner / 2
  const exponent = exponentOf(parcel.value.currency)
  const amount = (value: ParcelPaper['value']) => plainMoney(value, exponent)
  let y = MARGIN

  const fact = (title: string, text: string, x: number, width: number): number => {
    const head = paper.text(title, { x, y, width }, { size: 7, grey: true })
    const size = fittingSize(paper, text, { width, height: SIZE.height * 0.35 }, [9, 8, 7, 6, 5])
    return head + paper.text(text, { x, y: y + head, width }, { size })
  }
  const pair = (left: readonly [string, string], right: readonly [string, string]): void => {
    y += Math.max(fact(...left, MARGIN, half - 10), fact(...right, MARGIN + half, half)) + 8
  }
  y += paper.text(label('papers.invoice'), { x: MARGIN, y, width: inner }, { size: 16, bold: true }) + 10
  pair([label('papers.order'), parcel.orderNumber], [label('papers.date'), parcel.day])
  pair([label('papers.item-number'), parcel.trackingNumber], [label('papers.carrier'), parcel.carrier])
  const address = ({ lines, ownScript }: PaperAddress) => [...lines, ...ownScript].join('\n')
  pair([label('papers.sender'), address(parcel.from)], [label('papers.recipient'), address(parcel.to)])
  pair(
    [label('papers.terms'), `${parcel.incoterm} ${countryName(parcel.country, 'en')}`],
    parcel.taxId ? [label('papers.tax-id'), parcel.taxId.number] : ['', label('papers.sale-of-goods')],
  )

  y = drawTable(
    paper,
    { x: MARGIN, y: y + 6, width: inner, bottom: SIZE.height - MARGIN - 60 },
    [
      { title: label('papers.description'), share: 34 },
      { title: label('papers.hs-code'), share: 13 },
      { title: label('papers.origin'), share: 13 },
      { title: label('papers.quantity'), share: 10, align: 'right' },
      { title: label('papers.net-weight'), share: 12, align: 'right' },
      { title: label('papers.unit-value'), share: 15, align: 'right' },
      { title: label('papers.value'), share: 15, align: 'right' },
    ],
    parcel.lines
      .flatMap(byUnitValue)
      .map((line) => [
        [line.description, line.localName, claimOf(line, label('papers.preference'))]
          .filter((text) => text !== undefined)
          .join('\n'),
        line.hsCode,
        line.originCountry,
        String(line.quantity),
        kilograms(line.weightGrams),
        amount(line.unitValue),
        amount(line.value),
      ]),
  )
  const { postage } = parcel
  const whole = money(parcel.value.minor + (postage?.minor ?? 0), parcel.value.currency)
  const sums = [
    `${label('papers.total-weight')}: ${kilograms(parcel.grossGrams)}`,
    ...(postage
      ? [
          `${label('papers.goods')}: ${amount(parcel.value)}`,
          `${label('papers.postage')}: ${amount(postage)}`,
        ]
      : []),
  ]
  y += 8
  for (const sum of sums) y += paper.text(sum, { x: MARGIN, y, width: inner }, { size: 9, align: 'right' })
  y += paper.text(
    `${label('papers.total-value')}: ${amount(whole)}`,
    { x: MARGIN, y, width: inner },
    { size: 11, bold: true, align: 'right' },
  )
  y +=
    paper.text(label('papers.signature'), { x: MARGIN, y: y + 20, width: half }, { size: 7, grey: true }) + 44
  paper.line(MARGIN, y, MARGIN + half, y)
  return paper.close()
}

const claimOf = ({ preference }: PaperLine, title: string): string | undefined =>
  preference && `${title}: ${preference.agreement}, ${preference.proof}`
