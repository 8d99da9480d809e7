import { upload } from '../shell/api.ts'

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

/** Keeps a file on the server. Throws {@link ApiError}. */
export const uploadFile = (file: File, purpose: 'picture' | 'document'): Promise<UploadedFile> =>
  upload('/api/catalog/files', file, { purpose })
