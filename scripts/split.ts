import { buildStale } from './house/builds.ts'
import { startHouse } from './house/house.ts'

/** Services in processes of their own; the gateway serves the portals and the API. */
export const SPLIT = {
  goods: ['catalog', 'search', 'recommend'],
  money: ['orders', 'payments', 'settlement'],
  rest: [
    'identity',
    'merchants',
    'pricing',
    'inventory',
    'fulfilment',
    'content',
    'translation',
    'messaging',
    'reviews',
    'favourites',
    'privacy',
  ],
} as const

if (import.meta.main) {
  await buildStale()
  const house = await startHouse({
    split: SPLIT,
    onLine: (program, line) => console.log(`[${program}] ${line}`),
  })
  console.log(`Split into ${house.servers.size} processes: ${house.url}`)
  const stop = () => void house.stop().then(() => process.exit(0))
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
