import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError, notFound } from '@tradewind/kernel'
import { drawIcon, type IconName } from './icons.ts'
import { findFile, isSystemError, keepFile } from './keep.ts'
import { isValidLink, signLink, type SignedLink } from './links.ts'
import {
  MAX_FILE_BYTES,
  narrowPicture,
  pictureSize,
  preparePicture,
  tooLarge,
  unsupportedType,
  widthsOf,
} from './picture.ts'
import { sniffType } from './sniff.ts'
import {
  DOCUMENT_TYPES,
  type FileStorage,
  type IncomingFile,
  type Picture,
  type StoredDocument,
} from './storage.types.ts'

export interface DiskStorageOptions {
  /** Folder below which files are kept, such as `.data/files`; made when absent. */
  folder: string
  /** 32 bytes that sign the addresses of documents. */
  linkKey: Buffer
}

/** What disk storage can do beyond the interface: find what an address of `/files/…` asks for. */
export interface DiskStorage extends FileStorage {
  /** A picture's variant, made now if it never was; undefined unless there is such a picture and width. */
  findPicture(hash: string, width: number): Promise<Buffer | undefined>
  /** A picture as an icon, made now if it never was; undefined unless there is such a picture. */
  findIcon(hash: string, name: IconName): Promise<Buffer | undefined>
  /** A document by its signed address; undefined for a wrong or late signature. */
  findDocument(link: SignedLink, signature: string): Promise<Buffer | undefined>
}

const PICTURE_URL = /^\/files\/([0-9a-f]{40})\/(\d{1,4})\.webp$/
const DOCUMENT_PATH = /^[0-9a-f]{64}\.(?:pdf|jpg|png)$/
/** Part of the address of pictures; count it up when their encoding changes, since browsers keep them for ever. */
const ENCODING = 'webp-1'

/** Files on the local disk: `pictures/<ab>/<hash>/<width>.webp`, icons beside them, and `documents/<ab>/<hash>.<type>`. */
export function createDiskStorage({ folder, linkKey }: DiskStorageOptions): DiskStorage {
  const making = new Map<string, Promise<Buffer>>()

  const pictureFolder = (hash: string) => path.join(folder, 'pictures', hash.slice(0, 2), hash)
  const pictureFile = (hash: string, width: number) => path.join(pictureFolder(hash), `${width}.webp`)
  const documentFile = (name: string) => path.join(folder, 'documents', name.slice(0, 2), name)

  const findLargest = async (hash: string): Promise<Buffer | undefined> => {
    const width = await largestWidth(pictureFolder(hash))
    return width === undefined ? undefined : findFile(pictureFile(hash, width))
  }

  const makeVariant = async (hash: string, width: number): Promise<Buffer | undefined> => {
    const largest = await findLargest(hash)
    if (!largest || !widthsOf((await pictureSize(largest)).width).includes(width)) return undefined
    return makeOnce(pictureFile(hash, width), () => narrowPicture(largest, width))
  }

  const makeOnce = (file: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    const running = making.get(file)
    if (running) return running
    const started = make()
      .then(async (bytes) => {
        await keepFile(file, bytes)
        return bytes
      })
      .finally(() => making.delete(file))
    making.set(file, started)
    return started
  }

  const findIcon = async (hash: string, name: IconName): Promise<Buffer | undefined> => {
    const file = path.join(pictureFolder(hash), name)
    const kept = await findFile(file)
    const largest = kept ? undefined : await findLargest(hash)
    return largest ? makeOnce(file, () => drawIcon(largest, name)) : kept
  }

  const findPicture = async (hash: string, width: number): Promise<Buffer | undefined> =>
    (await findFile(pictureFile(hash, width))) ?? makeVariant(hash, width)

  const keepPicture = async (hash: string, bytes: Buffer) => {
    const { webp, width, height } = await preparePicture(bytes)
    await keepFile(pictureFile(hash, width), webp)
    return { width, height }
  }

  return {
    findPicture,
    findIcon,

    putPicture: async (file: IncomingFile): Promise<Picture> => {
      if (file.bytes.length > MAX_FILE_BYTES) throw tooLarge()
      const hash = sha256(ENCODING, file.bytes).slice(0, 40)
      const kept = await findLargest(hash)
      const { width, height } = kept ? await pictureSize(kept) : await keepPicture(hash, file.bytes)
      return {
        id: file.id,
        url: `/files/${hash}/${width}.webp`,
        template: `/files/${hash}/{width}.webp`,
        widths: widthsOf(width),
        width,
        height,
      }
    },

    putDocument: async (file: IncomingFile, keeper = ''): Promise<StoredDocument> => {
      if (file.bytes.length > MAX_FILE_BYTES) throw tooLarge()
      const type = DOCUMENT_TYPES.find(({ contentType }) => contentType === sniffType(file.bytes))
      if (!type) throw unsupportedType()
      const name = `${sha256(keeper, file.bytes)}.${type.extension}`
      await keepFile(documentFile(name), file.bytes)
      return {
        id: file.id,
        path: name,
        name: file.name,
        contentType: type.contentType,
        sizeBytes: file.bytes.length,
      }
    },

    findDocument: async (link: SignedLink, signature: string) => {
      const valid = isValidLink(linkKey, link, signature, Date.now() / 1000) && DOCUMENT_PATH.test(link.path)
      return valid ? findFile(documentFile(link.path)) : undefined
    },

    remove: async (address: string): Promise<void> => {
      const [, hash] = PICTURE_URL.exec(address) ?? []
      if (hash !== undefined) await rm(pictureFolder(hash), { recursive: true, force: true })
      else if (DOCUMENT_PATH.test(address)) await rm(documentFile(address), { force: true })
    },

    read: async (address: string): Promise<Buffer> => {
      const [, hash, width] = PICTURE_URL.exec(address) ?? []
      const bytes =
        hash !== undefined
          ? await findPicture(hash, Number(width))
          : DOCUMENT_PATH.test(address)
            ? await findFile(documentFile(address))
            : undefined
      if (!bytes) throw notFound('storage.not-found')
      return bytes
    },

    documentUrl: (document, ttlSeconds = 300) => {
      if (!DOCUMENT_PATH.test(document.path)) throw new AppError(500, 'storage.not-found')
      const expires = Math.floor(Date.now() / 1000) + ttlSeconds
      return signLink(linkKey, { path: document.path, name: document.name, expires })
    },
  }
}

/** The width that the picture was kept in first; undefined when there is no such picture. */
async function largestWidth(folder: string): Promise<number | undefined> {
  try {
    const widths = (await readdir(folder))
      .flatMap((name) => /^(\d+)\.webp$/.exec(name)?.[1] ?? [])
      .map(Number)
    return widths.length > 0 ? Math.max(...widths) : undefined
  } catch (thrown) {
    if (isSystemError(thrown, 'ENOENT')) return undefined
    throw thrown
  }
}

function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
