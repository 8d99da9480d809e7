import { merchants } from '@tradewind/merchants/contract'
import { defineService } from '@tradewind/platform/service'
import { catalog } from './contract/index.ts'
import { fileOperations } from './files/files.actions.ts'
import { personConsumer, removeFilesTask } from './files/person.consumer.ts'
import { exportPerson } from './files/person.queries.ts'
import { fileRoutes } from './files/files.routes.ts'
import type { CatalogParts } from './parts.ts'
import { internalOperations } from './products/internal.actions.ts'
import { productOperations } from './products/products.actions.ts'
import { viewOperations } from './products/view.actions.ts'
import { ratingOperations } from './ratings/ratings.actions.ts'
import { ratingsConsumer } from './ratings/ratings.consumer.ts'
import { storesConsumer } from './stores.consumer.ts'
import type { CatalogTables } from './tables.ts'
import { taxonomyOperations } from './taxonomy/taxonomy.actions.ts'
import { keepTaxonomy } from './taxonomy/taxonomy.queries.ts'
import { languageOperations } from './texts/languages.actions.ts'

export const catalogService = defineService({
  name: 'catalog',
  contract: catalog,
  uses: { merchants },
  migrations: new URL('../migrations/', import.meta.url),
  create(deps) {
    const db = deps.database<CatalogTables>()
    const parts: CatalogParts = { db, deps, taxonomy: keepTaxonomy(db) }
    return {
      operations: {
        ...taxonomyOperations(parts),
        ...productOperations(parts),
        ...viewOperations(parts),
        ...internalOperations(parts),
        ...fileOperations(parts),
        ...ratingOperations(parts),
        ...languageOperations(parts),
        exportPerson: (_ctx, { userId }) => exportPerson(db, userId),
      },
      consumers: [storesConsumer(parts), ratingsConsumer(parts), personConsumer(parts)],
      tasks: [removeFilesTask(parts)],
      routes: (app, tools) => fileRoutes(app, tools, parts),
    }
  },
})
