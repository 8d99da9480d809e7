import { parentPort } from 'node:worker_threads'
import { drawDeclaration } from './declaration.paper.ts'
import type { Asked, Drawn } from './draw.ts'
import { drawInvoice } from './invoice.paper.ts'

parentPort?.on('message', ({ id, drawing: { paper, parcel } }: Asked) => {
  const answer = (drawn: Drawn) => parentPort?.postMessage(drawn)
  try {
    answer({ id, pdf: paper === 'invoice' ? drawInvoice(parcel) : drawDeclaration(paper, parcel) })
  } catch (error) {
    answer({ id, error })
  }
})
