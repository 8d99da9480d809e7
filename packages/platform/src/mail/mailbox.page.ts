import { directionOf } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import type { KeptMail } from './sink.ts'

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 60rem }
  h1 { font-size: 1.25rem } a { color: inherit }
  ul { list-style: none; padding: 0 }
  li a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 0; text-decoration: none }
  li { border-block-start: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
  li b, pre { overflow-wrap: anywhere } small { opacity: .7 }
  iframe { width: 100%; height: 36rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); background: #fff }
  pre { white-space: pre-wrap; padding: 1rem; background: color-mix(in srgb, currentColor 6%, transparent) }`

/** The list of mails, newest first. */
export function listPage(mails: readonly KeptMail[], t: Translator, nonce: string): string {
  const items = mails.map(
    (mail) => `<li><a href="/mailbox/${mail.key}" dir="auto"><b>${escape(mail.subject)}</b>
      <small>${clock(mail)}</small><small>${escape(mail.to)}</small><small>${mail.locale}</small></a></li>`,
  )
  const list = items.length > 0 ? `<ul>${items.join('')}</ul>` : `<p>${escape(t('mailbox.empty'))}</p>`
  return page({ title: t('mailbox.title'), body: list, t, nonce })
}

/** One mail, as a mail program shows it and as plain text. */
export function mailPage(mail: KeptMail, t: Translator, nonce: string): string {
  const body = `
    <p><small><a href="/mailbox">${escape(t('mailbox.title'))}</a> · ${escape(mail.to)} · ${clock(mail)} · ${mail.locale}</small></p>
    <iframe src="/mailbox/${mail.key}/html" title="${escape(mail.subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
    <h2>${escape(t('mailbox.as-text'))}</h2>
    <pre lang="${mail.locale}" dir="auto">${escape(mail.text)}</pre>`
  return page({ title: mail.subject, body, t, nonce })
}

function page(parts: { title: string; body: string; t: Translator; nonce: string }): string {
  const { title, body, t, nonce } = parts
  return `<!doctype html><html lang="${t.locale}" dir="${directionOf(t.locale)}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
    <style nonce="${nonce}">${STYLE}</style></head>
    <body><h1 dir="auto">${escape(title)}</h1>${body}</body></html>`
}

const clock = ({ at }: KeptMail): string =>
  `<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
