import { openApiDocument } from '@tradewind/platform/host'
import swaggerUi from '@fastify/swagger-ui'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { SERVICES } from './services.ts'
import { EXTRA_PATHS } from './extra-paths.ts'

/** Serves the OpenAPI document and a reference page where operations can be tried. */
export async function mountDocs(app: FastifyInstance): Promise<void> {
  const document = openApiDocument(SERVICES, EXTRA_PATHS)
  const text = JSON.stringify(document)
  app.get('/api/openapi.json', { config: { operation: 'api.document' } }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60').type('application/json; charset=utf-8').send(text),
  )
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: false,
    uiConfig: { docExpansion: 'none', persistAuthorization: false },
  })
}
