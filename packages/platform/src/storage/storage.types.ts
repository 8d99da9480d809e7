import type { Static } from 'typebox'
import type { PictureSchema } from '../contract/index.ts'

/** A file as it came in. `contentType` is the client's word: only the bytes decide what it is. */
export interface IncomingFile {
  /** `fil_…`, made by the caller, which keeps the record of whose file it is. */
  id: string
  /** As the sender called it; kept for showing and for downloads, never as a path. */
  name: string
  bytes: Buffer
  contentType?: string
}

/** A public picture, in the shape that contracts answer: `template` with `{width}` out of `widths`, in pixels. */
export type Picture = Static<typeof PictureSchema>

/** A private file, kept byte for byte. `path` is what to store and to give back for reading. */
export interface StoredDocument {
  id: string
  path: string
  name: string
  contentType: (typeof DOCUMENT_TYPES)[number]['contentType']
  sizeBytes: number
}

/** Where files live, addressed by their content: the same bytes put twice are kept once. */
export interface FileStorage {
  /**
   * Keeps a public picture as WebP, free of metadata: JPEG, PNG, WebP or AVIF, still, at most 12 MB and 40 megapixels.
   * Throws `storage.too-large` (413), `storage.unsupported-type` (415), `storage.bad-image` and
   * `storage.too-many-pixels` (422).
   */
  putPicture(file: IncomingFile): Promise<Picture>
  /**
   * Keeps a private PDF, JPEG or PNG of at most 12 MB; throws `storage.too-large` (413), `storage.unsupported-type` (415).
   * `keeper` keeps it apart from the same bytes that others keep and may remove.
   */
  putDocument(file: IncomingFile, keeper?: string): Promise<StoredDocument>
  /** The bytes of a document's `path` or of a picture's `url`; throws 404 `storage.not-found`. */
  read(path: string): Promise<Buffer>
  /** Removes a document by its `path`, or a picture in all widths by its `url`; what is not there stays away. */
  remove(path: string): Promise<void>
  /**
   * A signed address that downloads one document for `ttlSeconds` (default 300). Whoever has it may read the file:
   * give it only to those who may.
   */
  documentUrl(document: Pick<StoredDocument, 'path' | 'name'>, ttlSeconds?: number): string
}

/** The kinds of documents taken, and how their files end. */
export const DOCUMENT_TYPES = [
  { contentType: 'application/pdf', extension: 'pdf' },
  { contentType: 'image/jpeg', extension: 'jpg' },
  { contentType: 'image/png', extension: 'png' },
] as const

/** What files are refused with, at the field `file`: a closed list. */
export const STORAGE_ERROR_CODES = [
  'storage.bad-image',
  'storage.not-found',
  'storage.too-large',
  'storage.too-many-files',
  'storage.too-many-pixels',
  'storage.unsupported-type',
] as const
