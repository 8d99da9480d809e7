import { isCurrency, type Decimal } from '@tradewind/kernel'

/** Rates of one day as the ECB publishes them: units of each currency for one euro. */
export interface PublishedRates {
  readonly date: string
  readonly rates: Readonly<Record<string, Decimal>>
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const RATE = /^\d{1,12}(?:\.\d{1,12})?$/

/**
 * The newest day of `eurofxref-daily.xml`, `eurofxref-hist.xml` or `eurofxref-hist.csv`; undefined when the text is none
 * of them. Source: ECB, euro foreign exchange reference rates, file descriptions.
 */
export function newestOf(text: string): PublishedRates | undefined {
  const days = text.includes('<Cube') ? daysOfXml(text) : daysOfCsv(text)
  return days.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0]
}

function daysOfXml(text: string): PublishedRates[] {
  return [...text.matchAll(/<Cube\s+time=(["'])([^"']*)\1\s*>([\s\S]*?)<\/Cube>/g)].flatMap(
    ([, , date = '', body = '']) =>
      dayOf(
        date,
        [...body.matchAll(/<Cube\s+currency=(["'])([^"']*)\1\s+rate=(["'])([^"']*)\3\s*\/>/g)].map(
          ([, , currency = '', , rate = '']) => [currency, rate] as const,
        ),
      ),
  )
}

function daysOfCsv(text: string): PublishedRates[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const [first, ...currencies] = cellsOf(head)
  if (first !== 'Date') return []
  return lines.flatMap((line) => {
    const [date = '', ...rates] = cellsOf(line)
    return dayOf(
      date,
      currencies.map((currency, index) => [currency, rates[index] ?? ''] as const),
    )
  })
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim())

/** One day; cells that hold no rate of a known currency (`N/A`, currencies that are no more) are left out. */
function dayOf(date: string, cells: readonly (readonly [string, string])[]): PublishedRates[] {
  const rates = Object.fromEntries(cells.filter(([code, rate]) => isCurrency(code) && RATE.test(rate)))
  const exists = DAY.test(date) && !Number.isNaN(Date.parse(date))
  return exists && Object.keys(rates).length > 0 ? [{ date, rates }] : []
}
