import { startSandboxTranslator } from './sandbox.ts'

const { env } = process
const apiKey = env['API_KEY']?.trim()
if (!apiKey) {
  console.error('API_KEY must be set')
  process.exit(1)
}
const sandbox = await startSandboxTranslator({ port: Number(env['PORT'] ?? 4200), apiKey })
console.log(`Sandbox translation provider: ${sandbox.url}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)))
}
