import type { Logger } from 'pino'
import type { MailSender } from './mail.types.ts'
import { createSink } from './sink.ts'
import { createSmtpSender } from './smtp.ts'

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
export function createMailSender({ smtpUrl, from, folder, log }: MailSenderOptions): MailSender {
  const provider = smtpUrl ? createSmtpSender({ smtpUrl, from }) : createSink(folder)
  return {
    send: async (mail) => {
      await provider.send(mail)
      log.debug({ mail: mail.id, locale: mail.locale }, 'mail sent')
    },
  }
}
