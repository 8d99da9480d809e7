import { writeFile } from 'node:fs/promises'
import { schemaSource } from './schema.ts'

await writeFile(new URL('./schema.gen.ts', import.meta.url), await schemaSource())
