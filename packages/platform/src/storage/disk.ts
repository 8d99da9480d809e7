import type { FileStorage } from './storage.types.ts'

export interface DiskStorageOptions {
  /** Folder below which files are kept, such as `.data/files`; made when absent. */
  folder: string
  /** 32 bytes that sign the addresses of documents. */
  linkKey: Buffer
}

/** Files on the local disk. */
export function createDiskStorage(_options: DiskStorageOptions): DiskStorage {
  throw new Error('not built yet')
}

/** What disk storage can do beyond the interface: serve its files. */
export type DiskStorage = FileStorage
