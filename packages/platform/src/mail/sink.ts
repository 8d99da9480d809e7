import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { findFile, isSystemError, keepFile } from '../storage/keep.ts'
import type { Mail, MailSender } from './mail.types.ts'

/** A mail as the sink keeps it; `key` names it in addresses. */
export interface KeptMail extends Mail {
  key: string
  /** When it came, RFC 3339. */
  at: string
}

/** Keeps mails on disk instead of sending them, one file each. */
export interface Sink extends MailSender {
  /** Newest first, at most `limit`; only those to one address when given. */
  list(options: { to?: string; limit: number }): Promise<KeptMail[]>
  find(key: string): Promise<KeptMail | undefined>
}

const KEY = /^[0-9a-f]{32}$/

/** A sink below this folder; several processes may share it. */
export function createSink(folder: string): Sink {
  /** Files never change, so what was read once need not be read again. */
  const known = new Map<string, Pick<KeptMail, 'key' | 'at' | 'to'>>()
  const fileOf = (key: string) => path.join(folder, `${key}.json`)

  const find = async (key: string): Promise<KeptMail | undefined> => {
    const bytes = KEY.test(key) ? await findFile(fileOf(key)) : undefined
    return bytes ? (JSON.parse(bytes.toString('utf8')) as KeptMail) : undefined
  }

  const learn = async (): Promise<void> => {
    for (const key of await keysIn(folder)) {
      if (known.has(key)) continue
      const mail = await find(key)
      if (mail) known.set(key, { key, at: mail.at, to: mail.to })
    }
  }

  return {
    find,

    send: async (mail) => {
      const key = createHash('sha256').update(mail.id).digest('hex').slice(0, 32)
      if (await findFile(fileOf(key))) return
      const kept: KeptMail = { ...mail, key, at: new Date().toISOString() }
      await keepFile(fileOf(key), JSON.stringify(kept))
    },

    list: async ({ to, limit }) => {
      await learn()
      const wanted = [...known.values()]
        .filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase())
        .sort((a, b) => b.at.localeCompare(a.at) || b.key.localeCompare(a.key))
        .slice(0, limit)
      const mails = await Promise.all(wanted.map(({ key }) => find(key)))
      return mails.filter((mail) => mail !== undefined)
    },
  }
}

async function keysIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
  } catch (thrown) {
    if (isSystemError(thrown, 'ENOENT')) return []
    throw thrown
  }
}
