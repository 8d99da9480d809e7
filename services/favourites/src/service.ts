import { defineService } from '@tradewind/platform/service'
import { favourites } from './contract/index.ts'
import { uses, type FavouritesDeps } from './favourites.deps.ts'
import { followingActions } from './following/following.actions.ts'
import { forgetOld } from './following/news.queries.ts'
import { oneClickRoutes } from './following/one-click.routes.ts'
import { newsConsumer, tellFollowers } from './following/tell.ts'
import { UnsubscribeTokens } from './following/unsubscribe-token.ts'
import { keepingActions } from './keeping/keeping.actions.ts'
import { personConsumer } from './person/person.consumer.ts'
import { exportPerson } from './person/person.queries.ts'

/** What somebody keeps: goods, and the stores they follow. */
export const favouritesService = defineService({
  name: 'favourites',
  contract: favourites,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps: FavouritesDeps = { ...given, db: given.database<unknown>() }
    const tokens = new UnsubscribeTokens(deps.config.secret)
    return {
      operations: {
        ...keepingActions(deps),
        ...followingActions(deps, tokens),
        exportPerson: (_ctx, { userId }) => exportPerson(deps.db, userId),
      },
      consumers: [newsConsumer(deps), personConsumer],
      tickers: [
        {
          name: 'tell-followers',
          everySeconds: 1_800,
          async run() {
            await tellFollowers(deps, tokens)
            await forgetOld(deps.db)
          },
        },
      ],
      routes: (app) => oneClickRoutes(app, deps, tokens),
    }
  },
})
