export * from './storage.types.ts'
export { createDiskStorage, type DiskStorage, type DiskStorageOptions } from './disk.ts'
export { fileRoutes } from './files.routes.ts'
