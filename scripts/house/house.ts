import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { clearAddress, loadConfig, writeAddress, type AppConfig } from '@tradewind/platform/config'
import { freePort, startPostgres, type RunningPostgres } from '@tradewind/platform/postgres'
import { startProgram, type Program } from './program.ts'
import type { SandboxOptions } from './sandboxes.ts'

/** The whole product, running: database, payment provider, one or more server processes. */
export interface House {
  url: string
  config: AppConfig
  databaseUrl: string
  pspUrl: string
  postgres: RunningPostgres | undefined
  /** Server processes by name; `all`, or the targets of a split house. */
  servers: ReadonlyMap<string, Program>
  stop(): Promise<void>
}

export interface HouseOptions {
  env?: Record<string, string>
  /** Groups of services, each a process of its own behind the gateway; one process when absent. */
  split?: Readonly<Record<string, readonly string[]>>
  /** `false` waits for no disk; for tests. */
  durable?: boolean
  onLine?(program: string, line: string): void
}

/** Starts everything and resolves when the mall answers. */
export async function startHouse({ env = {}, split, durable, onLine }: HouseOptions = {}): Promise<House> {
  const asked = loadConfig({ ...process.env, ...env })
  mkdirSync(asked.dataDir, { recursive: true })
  const port = await freePort(asked.port)
  const publicUrl = env['PUBLIC_URL'] ?? process.env['PUBLIC_URL'] ?? `http://localhost:${port}`
  const pspPort = await freePort(port + 100)
  const pspUrl = `http://localhost:${pspPort}`
  const postgres =
    asked.databaseUrl === undefined ? await startPostgres({ dataDir: asked.dataDir, durable }) : undefined
  const databaseUrl = asked.databaseUrl ?? postgres?.url ?? ''
  const translatorPort = await freePort(port + 101)
  const shared = {
    ...(asked.demo &&
      asked.translator === undefined &&
      sandboxTranslation(`http://127.0.0.1:${translatorPort}`, asked)),
    ...env,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    DATABASE_URL: databaseUrl,
    SANDBOX_PSP_URL: pspUrl,
  }
  const config = loadConfig({ ...process.env, ...shared })
  const hear = (program: string) => (line: string) => onLine?.(program, line)

  const servers = new Map<string, Program>()
  const server = (name: string, extra: Record<string, string>) =>
    servers.set(
      name,
      startProgram({
        name,
        file: 'dist/server.js',
        env: { ...shared, ...extra },
        readyLine: /^listening on/,
        onLine: hear(name),
      }),
    )

  if (split) await startTargets(split, server)
  else server('all', {})
  const sandboxes = startProgram({
    name: 'sandboxes',
    file: 'dist/sandboxes.js',
    env: { SANDBOXES: JSON.stringify(sandboxOptions(config, { port, pspPort, translatorPort, publicUrl })) },
    readyLine: /^sandboxes listen/,
    nurseryMb: 2,
    onLine: hear('sandboxes'),
  })
  await Promise.all([sandboxes, ...servers.values()].map((program) => program.ready()))
  writeAddress(config.dataDir, `http://127.0.0.1:${port}`)

  return {
    url: publicUrl,
    config,
    databaseUrl,
    pspUrl,
    postgres,
    servers,
    async stop() {
      clearAddress(config.dataDir)
      await Promise.all([...servers.values()].map((program) => program.stop()))
      await sandboxes.stop()
      await postgres?.stop()
    },
  }
}

const sandboxOptions = (
  { dataDir, sandboxPspKey, sandboxPspWebhookSecret }: AppConfig,
  at: { port: number; pspPort: number; translatorPort: number; publicUrl: string },
): SandboxOptions => ({
  psp: {
    port: at.pspPort,
    dataDir: join(dataDir, 'sandbox-psp'),
    apiKey: sandboxPspKey,
    publicUrl: `${at.publicUrl}/sandbox-psp`,
    webhookUrl: `http://127.0.0.1:${at.port}/api/payments/webhooks/sandbox`,
    webhookSecret: sandboxPspWebhookSecret,
  },
  translator: { port: at.translatorPort, apiKey: sandboxPspKey },
})

/** The demo translates by its sandbox, which speaks as DeepL does, unless it is told of a real provider. */
const sandboxTranslation = (url: string, { sandboxPspKey }: AppConfig) => ({
  TRANSLATION_PROVIDER: 'deepl',
  TRANSLATION_URL: url,
  TRANSLATION_KEY: sandboxPspKey,
})

/** One process a group, each told where the others answer; the gateway keeps the house's port. */
async function startTargets(
  split: Readonly<Record<string, readonly string[]>>,
  server: (name: string, env: Record<string, string>) => void,
): Promise<void> {
  const groups = await Promise.all(
    Object.entries(split).map(async ([name, services]) => ({ name, services, port: await freePort() })),
  )
  const addresses = Object.fromEntries(
    groups.flatMap(({ services, port }) =>
      services.map((service) => [`TARGET_${service.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]),
    ),
  )
  for (const { name, services, port } of groups) {
    const others = Object.fromEntries(
      Object.entries(addresses).filter(
        ([key]) => !services.some((service) => key === `TARGET_${service.toUpperCase()}_URL`),
      ),
    )
    server(name, { ...others, TARGETS: services.join(','), PORT: String(port), HOST: '127.0.0.1' })
  }
  server('gateway', { ...addresses, TARGETS: 'gateway' })
}
