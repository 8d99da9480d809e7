import type { TestProject } from 'vitest/node'
import { startTestCluster } from './test-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { adminUrl: string; url: string; broken: Record<string, string> }
  }
}

/** Vitest's global set-up: one PostgreSQL for the run, shared by all files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...postgres } = await startTestCluster()
  for (const message of Object.values(postgres.broken)) console.error(message)
  project.provide('postgres', postgres)
  return stop
}
