import { isAppError, type Money } from '@tradewind/kernel'
import { systemContext, type Service } from '@tradewind/platform/contract'
import { shownText } from '@tradewind/platform/texts'
import type { fulfilment } from '../contract/index.ts'
import type { FulfilmentDeps } from '../fulfilment.deps.ts'
import type { FulfilmentTables } from '../tables.ts'
import { readCandidates, readDelivery, readReach, type Candidate } from './methods.queries.ts'
import { reaches, type Rates } from './methods.rules.ts'

export function choiceActions(
  deps: FulfilmentDeps,
): Pick<Service<typeof fulfilment>, 'quoteShipping' | 'getDelivery' | 'getReach'> {
  const db = deps.database<FulfilmentTables>()
  return {
    async quoteShipping(_ctx, { country, parts }) {
      const candidates = await readCandidates(db, country, parts)
      const abroad = candidates.some(({ part, freeFrom, currency }) => {
        return freeFrom !== null && parts[part - 1]?.value.currency !== currency
      })
      const rates = abroad ? await ratesInForce(deps) : null
      return parts.map(({ storeId, value }, index) => ({
        storeId,
        choices: candidates
          .filter(({ part }) => part === index + 1)
          .map((candidate) => choiceOf(candidate, value, rates))
          .sort((a, b) => a.price.minor - b.price.minor || a.maxDays - b.maxDays),
      }))
    },

    getDelivery: (_ctx, { storeIds, countries }) => readDelivery(db, storeIds, countries),

    getReach: (_ctx, { storeIds }) => readReach(db, storeIds),
  }
}

function choiceOf(candidate: Candidate, value: Money, rates: Rates | null) {
  const { methodId, carrier, currency, minor, freeFrom, minDays, maxDays } = candidate
  const free = freeFrom !== null && reaches(value, { minor: freeFrom, currency }, rates)
  const name = shownText(candidate.name, 'name', candidate.machineMarks)
  return { methodId, name, carrier, price: { minor: free ? 0 : minor, currency }, minDays, maxDays }
}

const RATES_SECONDS = 60

/** The rates by which a threshold in one currency is compared with goods in another; null while there are none. */
const ratesInForce = (deps: FulfilmentDeps): Promise<Rates | null> =>
  deps.cache.wrap('fulfilment:rates', RATES_SECONDS, async () => {
    try {
      const { items } = await deps.calls.pricing.listFx(systemContext('fulfilment'), {})
      return {
        base: items[0]?.base ?? '',
        rates: Object.fromEntries(items.map((item) => [item.quote, item.rate])),
      }
    } catch (error) {
      if (isAppError(error) && error.status === 404) return null
      throw error
    }
  })
