import { createServer, type Server } from 'node:http'
import { createServer as createProbe } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isSystemError } from '../storage/keep.ts'

/**
 * Listens on all hosts at one port and answers it: the first from `port` on that is free on each (20 are tried), any
 * free one for 0. A host whose kind of address this machine lacks, such as `::1` without IPv6, is left out.
 */
export async function listenOn(
  app: FastifyInstance,
  { hosts, port }: { hosts: readonly string[]; port: number },
): Promise<number> {
  const present: string[] = []
  for (const host of hosts) if (await probe(host, 0)) present.push(host)
  const [first, ...others] = present
  if (first === undefined) throw new Error(`none of ${hosts.join(', ')} is an address of this machine`)

  const servers = others.map(() => sisterOf(app))
  await app.ready()
  const chosen = port === 0 ? await anyFreePort(first, others) : await firstFreePort(present, port)
  await app.listen({ host: first, port: chosen })
  await Promise.all(servers.map((server, index) => listening(server, others[index] ?? first, chosen)))
  return chosen
}

const MAX_TRIES = 20

async function firstFreePort(hosts: readonly string[], from: number): Promise<number> {
  for (let port = from; port < from + MAX_TRIES && port <= 65535; port += 1) {
    const free = await Promise.all(hosts.map((host) => probe(host, port)))
    if (free.every((found) => found !== undefined)) return port
  }
  throw new Error(`no free port from ${from} on`)
}

async function anyFreePort(first: string, others: readonly string[]): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const port = await probe(first, 0)
    const free = await Promise.all(others.map((host) => probe(host, port ?? 0)))
    if (port !== undefined && free.every((found) => found !== undefined)) return port
  }
  throw new Error('no free port')
}

/** The port, if it is free at that address now; undefined if not, or if this machine has no such address. */
const probe = (host: string, port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const server = createProbe()
    server.once('error', (error) => {
      if (isSystemError(error, 'EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) resolve(undefined)
      else reject(error)
    })
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })

/** A second server in front of the same routes, with the same time-outs, that ends with the app. */
function sisterOf(app: FastifyInstance): Server {
  const { requestTimeout, headersTimeout, keepAliveTimeout } = app.server
  const connectionsCheckingInterval = Math.min(1_000, Math.max(50, headersTimeout / 5))
  const server = createServer({
    requestTimeout,
    headersTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval,
  })
  server.on('request', app.routing)
  app.lifecycle.servers.add(server)
  for (const listener of app.server.listeners('clientError')) {
    server.on('clientError', (...event) => void Reflect.apply(listener, server, event))
  }
  let closed: Promise<void> | undefined
  app.addHook('preClose', async () => {
    closed = new Promise((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
  })
  app.addHook('onClose', () => closed)
  return server
}

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
