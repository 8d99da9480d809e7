import type { TSchema } from 'typebox'
import type { Contract, Operation } from '../contract/index.ts'
import { requestParts } from './request-schema.ts'

interface ServiceContract {
  name: string
  contract: Contract
}

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of all public operations, with capability, role, owner and idempotency of each. */
export function openApiDocument(services: readonly ServiceContract[], extraPaths: Json = {}): Json {
  const paths: Record<string, Json> = {}
  for (const { name, contract } of services)
    for (const [key, operation] of Object.entries(contract)) {
      if (operation.role === 'system') continue
      const path = `/api/${name}${operation.path}`
      paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(name, key, operation) }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tradewind',
      version: '1',
      description: 'One document for the mall, the merchant portal and the admin.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: services.filter(({ contract }) => Object.keys(contract).length > 0).map(({ name }) => ({ name })),
    security: [{}, { bearer: [] }],
    paths: { ...paths, ...extraPaths },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
    },
  }
}

function describe(service: string, key: string, operation: Operation): Json {
  const { params, querystring, body } = requestParts(operation)
  return {
    operationId: `${service}.${key}`,
    tags: [service],
    summary: operation.summary,
    'x-capability': operation.capability,
    'x-role': operation.role,
    ...(operation.permission !== undefined && { 'x-permission': operation.permission }),
    ...(operation.owner !== undefined && { 'x-owner': operation.owner }),
    'x-idempotent': operation.idempotent ?? false,
    'x-errors': operation.errors,
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(querystring, 'query'),
      ...headersOf(operation),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: { description: operation.summary, content: { 'application/json': { schema: operation.output } } },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parametersOf(object: TSchema | undefined, place: 'path' | 'query'): Json[] {
  if (!object) return []
  const { properties, required } = object as unknown as {
    properties: Record<string, TSchema>
    required: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }))
}

function headersOf(operation: Operation): Json[] {
  const headers: Json[] = []
  if (operation.idempotent)
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      schema: { type: 'string', minLength: 8, maxLength: 100 },
    })
  if (operation.ifMatch)
    headers.push({ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } })
  if (operation.role === 'anonymous' && operation.owner !== undefined)
    headers.push({ name: 'X-Guest-Token', in: 'header', schema: { type: 'string' } })
  return headers
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'in the caller’s language' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'closed list per operation: x-errors and the platform’s' },
    params: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, params: { type: 'object' } },
      },
    },
    traceId: { type: 'string' },
  },
}
