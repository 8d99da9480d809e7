import { personErased } from '@tradewind/identity/events'
import type { Fact } from '@tradewind/platform/contract'
import type { Consumer, Task } from '@tradewind/platform/service'
import type { CatalogParts } from '../parts.ts'
import { eraseFiles, findUnused } from './person.queries.ts'

interface Removal {
  addresses: string[]
}

/** Lets go of what erased people uploaded; the bytes go by a task, once it is certain that the records went. */
export const personConsumer = ({ deps }: CatalogParts): Consumer => ({
  name: 'erased',
  events: [personErased],
  async handle(facts, tx) {
    for (const { payload } of facts as Fact<typeof personErased>[]) {
      const { userId, erasureId, keptPictureIds = [] } = payload
      const addresses = await eraseFiles(tx, userId, erasureId, keptPictureIds)
      if (addresses.length > 0) await deps.enqueue<Removal>(tx, 'remove-files', { addresses })
    }
  },
})

export const removeFilesTask = ({ db, deps }: CatalogParts): Task<Removal> => ({
  name: 'remove-files',
  async run({ addresses }) {
    // The same bytes may have come in again since.
    for (const address of await findUnused(db, addresses)) await deps.storage.remove(address)
  },
})
