import { createConnection, type Socket } from 'node:net'
import { drive, forSeconds, type Drive } from './drive.ts'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const CONNECTIONS = 10
const HEAD_END = Buffer.from('\r\n\r\n')

/** One answer. */
export async function get(base: string, path: string): Promise<Answer> {
  const socket = await connect(base)
  const answer = await ask(socket, requestText(base, path))
  socket.destroy()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${String(answer.body)}`)
  return answer
}

/**
 * Asks for these paths in turn for so many seconds, over ten connections.
 * A client of few instructions, so that the server and not the client is what is busy.
 */
export async function driveAnswers(base: string, paths: readonly string[], seconds: number): Promise<Drive> {
  const requests = paths.map((path) => requestText(base, path))
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => connect(base)))
  let next = 0
  const workers = sockets.map((socket) => async () => {
    const at = next++ % paths.length
    const { status } = await ask(socket, requests[at] ?? Buffer.alloc(0))
    if (status !== 200) throw new Error(`${paths[at]} answered ${status}`)
  })
  const driven = await drive(workers, forSeconds(seconds))
  for (const socket of sockets) socket.destroy()
  return driven
}

/** Milliseconds until each answer, asked for one after another over one connection. */
export async function timeAnswers(base: string, paths: readonly string[]): Promise<number[]> {
  const socket = await connect(base)
  const milliseconds: number[] = []
  for (const path of paths) {
    const request = requestText(base, path)
    const began = performance.now()
    const { status } = await ask(socket, request)
    milliseconds.push(performance.now() - began)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
  }
  socket.destroy()
  return milliseconds
}

/** The body of an answer as JSON. */
export async function getJson<T>(base: string, path: string): Promise<T> {
  const { body } = await get(base, path)
  return JSON.parse(String(body)) as T
}

function connect(base: string): Promise<Socket> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port), noDelay: true })
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })
}

const requestText = (base: string, path: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${new URL(base).host}\r\nAccept: */*\r\n\r\n`)

/** Sends a request and reads its answer, which says its length. */
function ask(socket: Socket, request: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0)
    let end = Infinity
    let headLength = 0
    let head = ''
    const settle = (result: () => void) => {
      socket.off('data', read).off('close', fail).off('error', fail)
      result()
    }
    const fail = () => settle(() => reject(new Error(`the server closed a connection: ${String(received)}`)))
    const read = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      if (end === Infinity) {
        const at = received.indexOf(HEAD_END)
        if (at < 0) return
        head = received.toString('latin1', 0, at)
        headLength = at + HEAD_END.length
        const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
        if (length === undefined) return settle(() => reject(new Error(`no length: ${head}`)))
        end = headLength + Number(length)
      }
      if (received.length >= end) settle(() => resolve(answerOf(head, received.subarray(headLength, end))))
    }
    socket.on('data', read).on('close', fail).on('error', fail)
    socket.write(request)
  })
}

function answerOf(head: string, body: Buffer): Answer {
  const status = Number(head.slice(9, 12))
  return {
    status,
    body,
    get headers() {
      const lines = head.split('\r\n').slice(1)
      return Object.fromEntries(
        lines.map((line) => {
          const colon = line.indexOf(':')
          return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
        }),
      )
    },
  }
}
