import { Type } from 'typebox'
import { Exact, Id, exportPersonRoute, route } from '@tradewind/platform/contract'

const person = { userId: Id('usr') }

/** What other services need to hand out or erase everything that is held of a person. */
export const erasureOperations = {
  exportPerson: exportPersonRoute('identity'),
  getTies: route({
    method: 'POST',
    path: '/internal/person/ties',
    capability: 'identity.person.ties',
    role: 'system',
    summary: 'How many stores a person works for, and whether for the house',
    input: Exact(person),
    output: Type.Object({ stores: Type.Integer(), operator: Type.Boolean() }),
  }),
  erasePerson: route({
    method: 'POST',
    path: '/internal/person/erase',
    capability: 'identity.person.erase',
    role: 'system',
    summary: 'Delete a person with all that hangs on them, and say so; repeating says it again',
    input: Exact({
      ...person,
      erasureId: Id('era'),
      keepReviews: Type.Boolean(),
      keptPictureIds: Type.Optional(Type.Array(Id('fil'))),
    }),
    output: Type.Object({ erased: Type.Boolean() }),
    errors: ['identity.still-working'],
  }),
}
