import { execFileSync } from 'node:child_process'

/** A user of the operating system. */
export interface Account {
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root: the account it runs as instead, or undefined for our own. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}
