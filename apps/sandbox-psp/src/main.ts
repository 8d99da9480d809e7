import path from 'node:path'
import { startSandboxPsp } from './sandbox.ts'

const { env } = process

const required = (name: string): string => {
  const value = env[name]?.trim()
  if (value) return value
  console.error(`${name} must be set`)
  process.exit(1)
}

const psp = await startSandboxPsp({
  port: Number(env['PORT'] ?? 4100),
  dataDir: path.resolve(env['DATA_DIR'] ?? '.data/sandbox-psp'),
  apiKey: required('API_KEY'),
  webhookUrl: required('WEBHOOK_URL'),
  webhookSecret: required('WEBHOOK_SECRET'),
  publicUrl: env['PUBLIC_URL']?.trim(),
  settleSeconds: env['SETTLE_SECONDS'] ? Number(env['SETTLE_SECONDS']) : undefined,
})
console.log(`Sandbox payment provider: ${psp.url}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void psp.stop().then(() => process.exit(0)))
}
