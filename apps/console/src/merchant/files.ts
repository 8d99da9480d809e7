import { ask } from '../shell/api.ts'

/** A stored picture, as products show it. */
export interface Picture {
  id: string
  url: string
  template: string
  widths: number[]
  width: number
  height: number
  alt?: string
}

interface UploadedFile {
  id: string
  name: string
  picture: Picture | null
}

/** Keeps a file on the server; a multipart form, which the typed client does not know. Throws {@link ApiError}. */
export const uploadFile = (file: File, purpose: 'picture' | 'document'): Promise<UploadedFile> =>
  ask(send(file, purpose))

async function send(file: File, purpose: string) {
  const body = new FormData()
  // Fields before the file: the server reads the form once, from its beginning.
  body.append('purpose', purpose)
  body.append('file', file)
  const response = await fetch('/api/catalog/files', {
    method: 'POST',
    headers: { 'X-Portal': 'merchant' },
    body,
  })
  const answer: unknown = await response.json()
  return response.ok ? { data: answer as UploadedFile, response } : { error: answer, response }
}
