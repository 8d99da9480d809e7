import { mkdir, rm, writeFile } from 'node:fs/promises'
import { filesOf } from './files.ts'
import { readMetadata } from './source.ts'

await rm(new URL('./data/', import.meta.url), { recursive: true, force: true })
await mkdir(new URL('./data/regions/', import.meta.url), { recursive: true })
for (const [file, text] of Object.entries(filesOf(await readMetadata())))
  await writeFile(new URL(file, import.meta.url), text)
