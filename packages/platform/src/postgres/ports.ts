import { createServer } from 'node:net'

/** The wanted port of 127.0.0.1 if it is free, else one that the system picks. */
export async function freePort(wanted = 0): Promise<number> {
  return (
    (await bindOnce(wanted)) ?? (await bindOnce(0)) ?? Promise.reject(new Error('no free port on 127.0.0.1'))
  )
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address()
      const bound = address && typeof address === 'object' ? address.port : undefined
      server.close(() => resolve(bound))
    })
  })
}
