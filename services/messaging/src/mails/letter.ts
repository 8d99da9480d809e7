import { directionOf, type Locale } from '@tradewind/kernel'

/** Who writes: the mall, by its name in the reader's language and its address. */
export interface Sender {
  name: string
  url: string
  /** What buttons bear, on which white can be read; the mall's own without. */
  colour?: string | undefined
}

/** What a mail says, before it has a form. */
export interface Letter {
  locale: Locale
  from: Sender
  subject: string
  paragraphs: string[]
  /** Groups of rows, such as the goods of one store. */
  tables?: { title: string; rows: { label: string; value: string; strong?: boolean }[] }[]
  /** Where something goes, as it stands on the parcel. */
  address?: { title: string; lines: string[] }
  action?: { label: string; url: string }
  /** Why the reader gets this. */
  footer: string
  /** Where else to go; how mails of this kind end. */
  endings?: { label: string; url: string }[]
}

/** The letter as plain text. */
export function asText({
  subject,
  paragraphs,
  tables = [],
  address,
  action,
  footer,
  endings = [],
}: Letter): string {
  const groups = tables.map(({ title, rows }) =>
    [title, ...rows.map((row) => `  ${row.label}  ${row.value}`)].join('\n'),
  )
  const place = address ? [[address.title, ...address.lines.map((line) => `  ${line}`)].join('\n')] : []
  const link = action ? [`${action.label}:\n${action.url}`] : []
  const ends = endings.map(({ label, url }) => `${label}:\n${url}`)
  return `${[subject, ...paragraphs, ...groups, ...place, ...link, footer, ...ends].join('\n\n')}\n`
}

/** The letter as an HTML document that needs nothing from outside; everything in it is escaped. */
export function asHtml({
  locale,
  from,
  subject,
  paragraphs,
  tables = [],
  address,
  action,
  footer,
  endings = [],
}: Letter): string {
  const direction = directionOf(locale)
  const groups = tables
    .map(({ title, rows }) => {
      const lines = rows.map(({ label, value, strong }) => {
        const weight = strong ? 'font-weight:600;' : ''
        return `<tr><td style="${CELL}${weight}">${escape(label)}</td><td style="${CELL}${weight}text-align:end;white-space:nowrap"><bdi>${escape(value)}</bdi></td></tr>`
      })
      return `${heading(title)}<table role="presentation" width="100%" cellspacing="0" cellpadding="0">${lines.join('')}</table>`
    })
    .join('')
  const place = address
    ? `${heading(address.title)}<p style="margin:0">${address.lines.map((line) => `<bdi>${escape(line)}</bdi>`).join('<br>')}</p>`
    : ''
  const button = action
    ? `<p style="margin:28px 0"><a href="${escape(action.url)}" style="background:${from.colour ?? OURS};${BUTTON}">${escape(action.label)}</a></p>`
    : ''
  const ends = endings
    .map(({ label, url }) => `<br><a href="${escape(url)}" style="color:inherit">${escape(label)}</a>`)
    .join('')
  return `<!doctype html><html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="margin:0;background:#f6f4ef;color:#22201c;font:16px/1.6 system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#fff">
<p style="letter-spacing:.14em;text-transform:uppercase;font-size:13px;margin:0 0 24px">${escape(from.name)}</p><h1 style="font-size:22px;line-height:1.35;margin:0 0 16px">${escape(subject)}</h1>
${paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('')}${groups}${place}${button}<p style="color:#6b665c;font-size:13px;margin-top:32px">${escape(footer)}${ends}</p></div></body></html>`
}

const heading = (title: string): string =>
  `<h2 style="font-size:15px;margin:24px 0 4px">${escape(title)}</h2>`

const CELL = 'padding:8px 0;border-bottom:1px solid #ebe7de;vertical-align:top;'
const OURS = '#1f4d46'
const BUTTON = 'color:#fff;padding:12px 22px;border-radius:6px;text-decoration:none;display:inline-block'

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
