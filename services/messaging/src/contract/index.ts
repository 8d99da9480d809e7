/** Messaging answers no calls yet: it reads facts and writes mails. */
export const messaging = {}
