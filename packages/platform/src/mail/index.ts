export * from './mail.types.ts'
export { createMailSender, type MailSenderOptions } from './sender.ts'
export { mailboxRoutes } from './mailbox.routes.ts'
