import { directionOf, formatMoney } from '@tradewind/kernel'
import type { Translator } from '@tradewind/locales'
import { TEST_CARDS, type CardField } from './cards.ts'
import { html, Html } from './html.ts'
import type { Intent } from './intents.ts'
import { STYLE } from './style.ts'

/** What went wrong with the last attempt: fields that cannot be right, or a refusal. */
export type Fault = { fields: readonly CardField[] } | { refusal: 'declined' | 'challenge' }

const frame = (t: Translator, title: string, body: Html): string =>
  `<!doctype html>\n${
    html`<html lang="${t.locale}" dir="${directionOf(t.locale)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.text
  }`

// Whole, so that no formatter puts a space where the policy's hash has none.
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`)

const amountOf = (t: Translator, intent: Intent): string => formatMoney(intent.amount, t.locale)

const heading = (t: Translator, intent: Intent, text: string): Html =>
  html`<h1>${text}</h1>
    <p class="sandbox">${t('psp.sandbox')}</p>
    <p>${t('psp.for', { description: intent.description })}</p>
    <p class="amount"><bdi>${amountOf(t, intent)}</bdi></p>`

const back = (t: Translator, intent: Intent): Html =>
  html`<p><a href="${intent.returnUrl}">${t('psp.back')}</a></p>`

/** The page on which the buyer pays, by the intent's method. */
export function payPage(t: Translator, intent: Intent, fault?: Fault): string {
  const form = { card: cardForm, wallet: walletForm, voucher: voucherForm, bank: bankForm }[intent.method]
  const title = t('psp.title', { description: intent.description })
  const parts = html`${heading(t, intent, t('psp.heading'))} ${fault ? alertOf(t, fault) : null}
  ${form(t, intent, fault)} ${back(t, intent)} ${intent.method === 'card' ? testCards(t) : null}`
  return frame(t, fault ? `${t('psp.fault.heading')}: ${title}` : title, parts)
}

function alertOf(t: Translator, fault: Fault): Html {
  const faults = 'fields' in fault ? fault.fields : [fault.refusal]
  return html`<div class="alert" role="alert">
    <h2>${t('psp.fault.heading')}</h2>
    ${faults.map((name) => html`<p>${t(`psp.fault.${name}`)}</p>`)}
  </div>`
}

function cardForm(t: Translator, intent: Intent, fault?: Fault): Html {
  const faulty = fault && 'fields' in fault ? fault.fields : []
  const field = (name: CardField, autocomplete: string, placeholder: string): Html => {
    const invalid = faulty.includes(name)
    return html`<label for="${name}">${t(`psp.card.${name}`)}</label>
      <input
        id="${name}"
        name="${name}"
        class="digits"
        inputmode="numeric"
        autocomplete="${autocomplete}"
        placeholder="${placeholder}"
        required
        maxlength="30"
        ${invalid ? INVALID : null}
        aria-describedby="${name}-fault"
      />
      <p class="fault" id="${name}-fault">${invalid ? t(`psp.fault.${name}`) : null}</p>`
  }
  return html`<form method="post" action="?">
    ${field('number', 'cc-number', '4242 4242 4242 4242')}
    ${field('expiry', 'cc-exp', t('psp.card.expiry-example'))} ${field('cvc', 'cc-csc', '123')}
    <button type="submit">${t('psp.card.pay', { amount: intent.amount })}</button>
  </form>`
}

const INVALID = new Html('aria-invalid="true"')

const walletForm = (t: Translator, intent: Intent): Html =>
  html`<form method="post" action="?">
    <p>${t('psp.wallet.note')}</p>
    <button type="submit" name="decision" value="approve">
      ${t('psp.card.pay', { amount: intent.amount })}
    </button>
    <button type="submit" name="decision" value="decline" class="second">
      ${t('psp.challenge.decline')}
    </button>
  </form>`

const voucherForm = (t: Translator, intent: Intent): Html =>
  html`<form method="post" action="?">
    <p>${t('psp.voucher.note')}</p>
    <p>${t('psp.voucher.code')}: <bdi class="code">${intent.id.slice(-12).toUpperCase()}</bdi></p>
    <button type="submit">${t('psp.voucher.confirm')}</button>
  </form>`

/** Of a bank that there is not: its check digits are wrong. */
const IBAN = 'XX00 0000 0000 0000 0000 00'

const bankForm = (t: Translator, intent: Intent): Html =>
  html`<form method="post" action="?">
    <p>${t('psp.bank.note')}</p>
    <p>${t('psp.bank.account')}: <bdi class="code">${IBAN}</bdi></p>
    <p>${t('psp.bank.reference')}: <bdi class="code">${intent.id.slice(-12).toUpperCase()}</bdi></p>
    <button type="submit">${t('psp.bank.confirm')}</button>
  </form>`

const testCards = (t: Translator): Html =>
  html`<details>
    <summary>${t('psp.test-cards')}</summary>
    <p>${t('psp.test-cards.note')}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('psp.test-cards.number')}</th>
          <th scope="col">${t('psp.test-cards.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(TEST_CARDS).map(
          ([number, outcome]) =>
            html`<tr>
              <td><bdi class="code">${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</bdi></td>
              <td>${t(`psp.test-card.${outcome}`)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`

/** The bank's question about a card that needs one. */
export const challengePage = (t: Translator, intent: Intent): string =>
  frame(
    t,
    t('psp.challenge.heading'),
    html`${heading(t, intent, t('psp.challenge.heading'))}
      <form method="post" action="?step=challenge">
        <p>${t('psp.challenge.question')}</p>
        <button type="submit" name="decision" value="approve">${t('psp.challenge.approve')}</button>
        <button type="submit" name="decision" value="decline" class="second">
          ${t('psp.challenge.decline')}
        </button>
      </form>
      ${back(t, intent)}`,
  )

/** What became of an intent that can no longer be paid here. */
export const statePage = (t: Translator, intent: Intent): string =>
  frame(
    t,
    t('psp.title', { description: intent.description }),
    html`${heading(t, intent, t('psp.heading'))}
      <p role="status">${t(`psp.state.${shownStatus(intent)}`)}</p>
      ${back(t, intent)}`,
  )

/** To a buyer, money that is held has arrived. */
const shownStatus = ({ status }: Intent) => (status === 'requires_capture' ? 'succeeded' : status)

/** A failure as the browser sees it, though the money was taken. */
export const timeOutPage = (t: Translator, intent: Intent): string =>
  frame(
    t,
    t('psp.time-out.heading'),
    html`${heading(t, intent, t('psp.time-out.heading'))}
      <p role="alert">${t('psp.time-out.text')}</p>
      ${back(t, intent)}`,
  )

export const notFoundPage = (t: Translator): string =>
  frame(
    t,
    t('psp.not-found.heading'),
    html`<h1>${t('psp.not-found.heading')}</h1>
      <p>${t('psp.not-found.text')}</p>`,
  )
