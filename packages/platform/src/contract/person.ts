import { Type } from 'typebox'
import { route } from './operation.ts'
import { Exact, Id } from './schemas.ts'

/** What a service holds of a person, by section; rows as they are kept, without secrets, names in camel case. */
export const PersonSections = Type.Record(
  Type.String(),
  Type.Array(Type.Record(Type.String(), Type.Unknown())),
)

/** The operation by which a service hands out what it holds of a person. Source: GDPR articles 15 and 20. */
export const exportPersonRoute = (service: string) =>
  route({
    method: 'POST',
    path: '/internal/person/export',
    capability: `${service}.person.export`,
    role: 'system',
    summary: 'What is held of a person, by section; money in minor units, times as RFC 3339',
    input: Exact({ userId: Id('usr') }),
    output: PersonSections,
  })
