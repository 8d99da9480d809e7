import type { Kysely } from 'kysely'
import { catalog } from '@tradewind/catalog/contract'
import { merchants } from '@tradewind/merchants/contract'
import type { Deps } from '@tradewind/platform/service'
import { search } from '@tradewind/search/contract'

/** The services that favourites calls. */
export const uses = { catalog, merchants, search }

export type Db = Kysely<unknown>
export type FavouritesDeps = Deps<typeof uses> & { db: Db }
