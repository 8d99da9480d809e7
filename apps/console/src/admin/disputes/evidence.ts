import { ask } from '../../shell/api.ts'

export interface EvidenceFile {
  id: string
  name: string
}

/** Hands a file in for the answer to a dispute; a multipart form, which the typed client does not know. */
export const handIn = (disputeId: string, file: File): Promise<EvidenceFile> => ask(send(disputeId, file))

async function send(disputeId: string, file: File) {
  const body = new FormData()
  body.append('file', file)
  const response = await fetch(`/api/payments/admin/disputes/${disputeId}/files`, {
    method: 'POST',
    headers: { 'X-Portal': 'admin' },
    body,
  })
  const answer: unknown = await response.json()
  return response.ok ? { data: answer as EvidenceFile, response } : { error: answer, response }
}
