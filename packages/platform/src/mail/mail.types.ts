import type { Locale } from '@tradewind/kernel'

/** One mail to one person, in one language. */
export interface Mail {
  /** Names the cause, such as `order-confirmed:ord_…`: the same id is sent once. At most 200 characters. */
  id: string
  /** Bare address, such as `a@example.com`. */
  to: string
  subject: string
  /** The whole content as plain text; every mail has it. */
  text: string
  /** The same as an HTML document. */
  html: string
  locale: Locale
  /** Ends mails of this kind by a POST without a log-in; mail programs offer it beside the sender. Source: RFC 8058. */
  unsubscribeUrl?: string
}

export interface MailSender {
  /** Resolves when the mail is in the hands of the provider; sending one id again changes nothing. */
  send(mail: Mail): Promise<void>
}
