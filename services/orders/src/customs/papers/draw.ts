import { Worker } from 'node:worker_threads'
import type { ParcelPaper } from './papers.rules.ts'

export interface Drawing {
  paper: 'CN 22' | 'CN 23' | 'invoice'
  parcel: ParcelPaper
}
/** What the thread is asked, and what it answers. */
export interface Asked {
  id: number
  drawing: Drawing
}
export type Drawn = { id: number; pdf: Uint8Array } | { id: number; error: unknown }

interface Waiting {
  resolve(pdf: Buffer): void
  reject(error: unknown): void
}

let worker: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/** The finished PDF. One thread draws all of them, one after the other, while the server answers others. */
export function draw(drawing: Drawing): Promise<Buffer> {
  worker ??= startWorker()
  const id = (lastId += 1)
  const asked: Asked = { id, drawing }
  worker.ref()
  worker.postMessage(asked)
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
}

function startWorker(): Worker {
  const started = new Worker(new URL('./draw.worker.ts', import.meta.url))
  started.on('message', (drawn: Drawn) => {
    const asker = waiting.get(drawn.id)
    waiting.delete(drawn.id)
    // A thread that has nothing to draw keeps no process from ending.
    if (waiting.size === 0) started.unref()
    if ('pdf' in drawn) asker?.resolve(Buffer.from(drawn.pdf))
    else asker?.reject(drawn.error)
  })
  started.on('error', (error) => {
    worker = undefined
    for (const asker of waiting.values()) asker.reject(error)
    waiting.clear()
  })
  return started
}
