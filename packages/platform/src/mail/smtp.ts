import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { createTransport } from 'nodemailer'
import { AppError } from '@tradewind/kernel'
import type { Mail, MailSender } from './mail.types.ts'

const WAIT_MS = 10_000

/**
 * Sends through an SMTP server, one connection a mail. An id is sent once by this process; if it ends between the
 * server's answer and ours, the repetition carries the same `Message-ID`, by which mailboxes drop it.
 */
export function createSmtpSender({ smtpUrl, from }: { smtpUrl: string; from: string }): MailSender {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  const sent = new LRUCache<string, Promise<unknown>>({ max: 10_000 })

  const deliver = (mail: Mail): Promise<unknown> =>
    transport.sendMail({
      from,
      to: { name: '', address: bareAddress(mail.to) },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${createHash('sha256').update(mail.id).digest('hex').slice(0, 32)}@${domain}>`,
      headers: {
        'Content-Language': mail.locale,
        'Auto-Submitted': 'auto-generated',
        ...(mail.unsubscribeUrl !== undefined && {
          'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
    })

  return {
    send: async (mail) => {
      const running = sent.get(mail.id)
      if (running) return void (await running)
      const delivery = deliver(mail)
      sent.set(mail.id, delivery)
      try {
        await delivery
      } catch (thrown) {
        sent.delete(mail.id)
        throw thrown
      }
    },
  }
}

/** One address and nothing else: a comma would add a recipient. */
function bareAddress(to: string): string {
  if (!/^[^\s,;:<>"()@]{1,64}@[\w.-]{1,253}$/u.test(to)) throw new AppError(422, 'mail.bad-address')
  return to
}
