import { freePort } from '@tradewind/platform/postgres'
import { startProgram } from '../../../scripts/house/program.ts'
import { stopping } from '../at-end.ts'
import { Buyer } from '../buyer.ts'
import type { Finding } from '../finding.ts'
import type { Mall } from '../mall.ts'

const BUYERS = 50
/** Pieces of the variant that all of them want. */
export const SCARCE = 30
const MOST_SECONDS = 1
const WARM_UP_ROUNDS = 4

/** Fifty buyers at once, each after one of thirty pieces; on one server process, then on two. */
export async function scarceStock(
  mall: Mall,
  [first, second]: readonly string[],
  plenty: string,
): Promise<Finding[]> {
  const port = await freePort(0)
  await warmUp(mall.url, plenty)
  const alone = await rush(mall, [mall.url], first ?? '')
  const helper = startProgram({
    name: 'second server',
    file: 'dist/server.js',
    env: { ...mall.env, PORT: String(port) },
    readyLine: /^listening on/,
  })
  const together = await stopping(
    () => helper.stop(),
    async () => {
      const url = `http://127.0.0.1:${port}`
      await helper.ready()
      await warmUp(url, plenty)
      return rush(mall, [mall.url, url], second ?? '')
    },
  )
  return [
    { work: `${BUYERS} buyers, stock ${SCARCE}, one process`, ...alone },
    { work: `${BUYERS} buyers, stock ${SCARCE}, two processes`, ...together },
  ]
}

async function rush(mall: Mall, urls: readonly string[], offerId: string): Promise<Omit<Finding, 'work'>> {
  let serverErrors = 0
  const hear = ({ status }: { status: number }) => (serverErrors += status >= 500 ? 1 : 0)
  const began = performance.now()
  const outcomes = await Promise.all(
    Array.from({ length: BUYERS }, (_, at) =>
      tryToOrder(new Buyer(urls[at % urls.length] ?? '', hear), offerId),
    ),
  )
  const seconds = (performance.now() - began) / 1_000
  const placed = outcomes.filter((kind) => kind === 'placed').length
  const { rows } = await mall.admin.query<{ reserved: number; on_hand: number }>(
    'select reserved::int, on_hand::int from inv.stock where offer_id = $1',
    [offerId],
  )
  const [stock] = rows
  const exact = placed === SCARCE && stock?.reserved === SCARCE && stock.on_hand === SCARCE
  return {
    ours: `${placed} placed, ${stock?.reserved} held, ${seconds.toFixed(2)} s, ${serverErrors} 5xx`,
    limit: '',
    target: `${SCARCE}, ≤ ${MOST_SECONDS} s, no 5xx`,
    met: exact && seconds <= MOST_SECONDS && serverErrors === 0,
  }
}

/** Orders something else until the code that an order passes through is compiled. */
async function warmUp(url: string, offerId: string): Promise<void> {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1)
    await Promise.all(Array.from({ length: BUYERS }, () => tryToOrder(new Buyer(url), offerId)))
}

async function tryToOrder(buyer: Buyer, offerId: string): Promise<string> {
  const { cartId, quoteId } = await buyer.fillCart([{ offerId, quantity: 1 }])
  if (quoteId === undefined) return 'sold-out'
  return (await buyer.confirm(cartId, quoteId)).kind
}
