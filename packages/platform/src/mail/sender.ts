import type { Logger } from 'pino'
import type { MailSender } from './mail.types.ts'

export interface MailSenderOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; mails stay on disk when it is absent. */
  smtpUrl?: string
  /** Sender's address, such as `Tradewind <mall@example.com>`. */
  from: string
  /** Folder of the sink, such as `.data/mail`. */
  folder: string
  log: Logger
}

/** SMTP when there is an address for it, otherwise the sink. */
export function createMailSender(_options: MailSenderOptions): MailSender {
  throw new Error('not built yet')
}
