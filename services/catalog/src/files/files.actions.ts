import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isAppError, newId, notFound, tooMany } from '@tradewind/kernel'
import { ownerKey, type CallContext, type InputOf, type Service } from '@tradewind/platform/contract'
import type { Static } from 'typebox'
import type { files as contract, UploadedFile as UploadedFileSchema } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import {
  countReviewPictures,
  findDocument,
  findImported,
  insertFiles,
  listOwners,
  type NewFile,
} from './files.queries.ts'

type UploadedFile = Static<typeof UploadedFileSchema>

/** Pictures made at a time: each takes a core for a moment. */
const AT_A_TIME = 4

interface Upload {
  name: string
  bytes: Buffer
  contentType: string
}

/** Buyers' pictures are public: enough for a day of reviews, too few for an album. */
const REVIEW_PICTURES_A_DAY = 30

/** Throws 429 for who put up many pictures of reviews today. */
export async function assertFewPictures({ db }: CatalogParts, ownerId: string): Promise<void> {
  if ((await countReviewPictures(db, ownerId)) >= REVIEW_PICTURES_A_DAY) throw tooMany(3_600)
}

/** Keeps a file that a person sent. */
export async function keepUpload(
  { db, deps }: CatalogParts,
  { ownerId, storeId }: { ownerId: string; storeId: string | null },
  purpose: UploadedFile['purpose'],
  { name, bytes, contentType }: Upload,
): Promise<UploadedFile> {
  const file = { id: newId('fil'), name, bytes, contentType }
  const kept =
    purpose === 'document'
      ? { document: await deps.storage.putDocument(file) }
      : { picture: await deps.storage.putPicture(file) }
  await insertFiles(db, [{ id: file.id, ownerId, storeId, purpose, name, kept }])
  return { id: file.id, purpose, picture: kept.picture ?? null, name }
}

export function fileOperations(parts: CatalogParts): Service<typeof contract> {
  const { db, deps } = parts
  return {
    getDocument: async (ctx, { fileId }) => {
      const document = await findDocument(db, fileId, readerOf(ctx))
      if (!document) throw notFound()
      return { name: document.name, url: deps.storage.documentUrl(document) }
    },
    getFiles: async (_ctx, { fileIds }) => listOwners(db, fileIds),
    importPictures: async (ctx, { storeId, pictures }) => {
      const known = await findImported(
        db,
        storeId,
        pictures.map(({ key }) => key),
      )
      const fresh = pictures.filter(
        ({ key }, index) => !known.has(key) && pictures.findIndex((one) => one.key === key) === index,
      )
      const errors: { key: string; code: string }[] = []
      const kept: NewFile[] = []
      for (let at = 0; at < fresh.length; at += AT_A_TIME) {
        const batch = fresh.slice(at, at + AT_A_TIME).map(async (picture) => {
          try {
            kept.push(await keepImported(parts, ownerOf(ctx), storeId, picture))
          } catch (error) {
            if (!isExpected(error)) throw error
            errors.push({ key: picture.key, code: isAppError(error) ? error.code : 'catalog.file-missing' })
          }
        })
        await Promise.all(batch)
      }
      await insertFiles(db, kept)
      const found = await findImported(
        db,
        storeId,
        pictures.map(({ key }) => key),
      )
      return { pictures: [...found].map(([key, id]) => ({ key, id })), errors }
    },
  }
}

async function keepImported(
  { deps }: CatalogParts,
  ownerId: string,
  storeId: string | null,
  { key, file, alt }: InputOf<(typeof contract)['importPictures']>['pictures'][number],
): Promise<NewFile> {
  const id = newId('fil')
  const name = basename(file)
  const picture = await deps.storage.putPicture({ id, name, bytes: await readFile(file) })
  return {
    id,
    ownerId,
    storeId,
    purpose: 'picture',
    name,
    importKey: key,
    kept: { picture: alt === undefined ? picture : { ...picture, alt } },
  }
}

/** What is wrong with one file and does not stop the others. */
const isExpected = (error: unknown): boolean =>
  (isAppError(error) && error.status < 500) ||
  (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))

const ownerOf = (ctx: CallContext): string =>
  ownerKey(ctx.actor) ?? (ctx.actor.kind === 'system' ? ctx.actor.service : ctx.actor.kind)

/** Whose documents the caller may read; undefined for all. */
const readerOf = (ctx: CallContext): string | undefined =>
  ctx.actor.kind === 'operator' || ctx.actor.kind === 'system' ? undefined : (ownerKey(ctx.actor) ?? '')
