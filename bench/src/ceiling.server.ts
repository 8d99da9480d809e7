import fastify from 'fastify'
import type { Recorded } from './ceiling.ts'

// A bare Fastify that sends what it was given: nothing that answers over HTTP from this runtime can cost less.
const answers = new Map<string, { headers: Record<string, string>; body: Buffer }>()
const app = fastify()
app.get('/*', (request, reply) => {
  const answer = answers.get(request.url)
  if (!answer) return reply.code(404).send()
  return reply.headers(answer.headers).send(answer.body)
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })

process.on('message', (recorded: Recorded[]) => {
  for (const { path, headers, bodyBase64 } of recorded)
    answers.set(path, { headers, body: Buffer.from(bodyBase64, 'base64') })
  process.send?.('kept')
})
process.on('disconnect', () => process.exit(0))
process.send?.(address)
