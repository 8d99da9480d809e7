import { isLocale, pickText, type Locale, type LocalizedText } from '@tradewind/kernel'
import type { PayloadOf } from '@tradewind/platform/contract'
import type { Translator } from '@tradewind/locales'
import { translatorFor } from '@tradewind/locales/node'
import type { storeNews } from '@tradewind/favourites/events'
import type { mailRequested } from '@tradewind/identity/events'
import type { applicationDecided } from '@tradewind/merchants/events'
import type { postAnswered } from '@tradewind/reviews/events'
import type { Letter, Sender } from './letter.ts'

const known = (locale: string): Locale => (isLocale(locale) ? locale : 'en')

/**
 * Welcome, a known address, a link to choose a new password, the end of work for a store, or news of the account's
 * security.
 */
export function accountLetter(
  request: PayloadOf<typeof mailRequested>,
  mall: Sender,
  storeName?: LocalizedText,
): Letter {
  const { kind, name, locale: wished, token } = request
  const locale = known(wished)
  const t = translatorFor(locale)
  const greeting = t('mail.greeting', { name })
  const footer = t('mail.footer-account', { mall: mall.name })
  switch (kind) {
    case 'welcome':
      return {
        locale,
        from: mall,
        subject: t('mail.welcome.subject', { mall: mall.name }),
        paragraphs: [greeting, t('mail.welcome.body')],
        action: { label: t('mail.open-mall'), url: `${mall.url}/${locale}` },
        footer,
      }
    case 'already-registered':
      return {
        locale,
        from: mall,
        subject: t('mail.already-registered.subject'),
        paragraphs: [greeting, t('mail.already-registered.body')],
        action: { label: t('mail.log-in'), url: `${mall.url}/${locale}/log-in` },
        footer,
      }
    case 'reset':
      return {
        locale,
        from: mall,
        subject: t('mail.reset.subject'),
        paragraphs: [greeting, t('mail.reset.body')],
        action: {
          label: t('mail.choose-password'),
          url: `${mall.url}/${locale}/reset?token=${token ?? ''}`,
        },
        footer,
      }
    case 'store-left': {
      const store = (storeName && pickText(storeName, locale)?.text) ?? ''
      return {
        locale,
        from: mall,
        subject: t('mail.store-left.subject', { store }),
        paragraphs: [greeting, t('mail.store-left.body', { store })],
        action: { label: t('mail.open-mall'), url: `${mall.url}/${locale}` },
        footer: t('mail.footer-known', { mall: mall.name }),
      }
    }
    case 'new-browser':
    case 'factor-added':
    case 'factor-removed':
    case 'codes-renewed':
    case 'code-spent':
    case 'password-changed': {
      const { subject, body } = securityNews(t, request)
      return {
        locale,
        from: mall,
        subject,
        paragraphs: [greeting, body, t('mail.not-you')],
        action: { label: t('mail.check-security'), url: `${mall.url}/${locale}/account/security` },
        footer: t('mail.footer-known', { mall: mall.name }),
      }
    }
  }
}

/** What happened to an account's security. */
function securityNews(
  t: Translator,
  { kind, device, factor = 'issuer', factorName = '', codesLeft = 0 }: PayloadOf<typeof mailRequested>,
): { subject: string; body: string } {
  switch (kind) {
    case 'new-browser':
      return {
        subject: t('mail.new-browser.subject'),
        body: t('mail.new-browser.body', { device: device || '?' }),
      }
    case 'password-changed':
      return { subject: t('mail.password-changed.subject'), body: t('mail.password-changed.body') }
    case 'codes-renewed':
      return { subject: t('mail.security.subject'), body: t('mail.codes-renewed.body') }
    case 'code-spent':
      return {
        subject: t('mail.code-spent.subject'),
        body: t('mail.code-spent.body', { count: codesLeft }),
      }
    default: {
      const params = { factor, name: factorName }
      return {
        subject: t('mail.security.subject'),
        body:
          kind === 'factor-added'
            ? t('mail.factor-added.body', params)
            : t('mail.factor-removed.body', params),
      }
    }
  }
}

/** What became of an application to sell. */
export function applicationLetter(
  { approved, storeName, reason }: PayloadOf<typeof applicationDecided>,
  name: string,
  wished: string,
  mall: Sender,
): Letter {
  const locale = known(wished)
  const t = translatorFor(locale)
  return {
    locale,
    from: mall,
    subject: approved
      ? t('mail.application-approved.subject', { store: storeName })
      : t('mail.application-rejected.subject', { store: storeName }),
    paragraphs: [
      t('mail.greeting', { name }),
      approved
        ? t('mail.application-approved.body')
        : t('mail.application-rejected.body', { reason: reason ?? '' }),
    ],
    action: { label: t('mail.open-merchant-portal'), url: `${mall.url}/merchant/` },
    footer: t('mail.footer-account', { mall: mall.name }),
  }
}

/** A store answered what somebody wrote about a product. */
export function answeredLetter(
  { locale, storeName: store, product }: PayloadOf<typeof postAnswered>,
  name: string,
  mall: Sender,
): Letter {
  const t = translatorFor(locale)
  return {
    locale,
    from: mall,
    subject: t('mail.post-answered.subject', { store }),
    paragraphs: [
      t('mail.greeting', { name }),
      t('mail.post-answered.body', { store, product: product.name }),
    ],
    action: {
      label: t('mail.read-answer'),
      url: `${mall.url}/${locale}/p/${encodeURIComponent(product.slug)}`,
    },
    footer: t('mail.footer-account', { mall: mall.name }),
  }
}

/** Stores that somebody follows offer new goods. */
export function newsLetter(
  { stores, unsubscribeToken }: PayloadOf<typeof storeNews>,
  name: string,
  locale: Locale,
  mall: Sender,
): Letter {
  const t = translatorFor(locale)
  const tables = stores.map((store) => ({
    title: pickText(store.name, locale)?.text ?? '',
    rows: store.products.map((product) => ({ label: pickText(product, locale)?.text ?? '', value: '' })),
  }))
  const [first] = tables
  return {
    locale,
    from: mall,
    subject: t('mail.store-news.subject', { store: first?.title ?? '', others: tables.length - 1 }),
    paragraphs: [t('mail.greeting', { name }), t('mail.store-news.body')],
    tables,
    action: {
      label: t('mail.see-new-goods'),
      url: `${mall.url}/${locale}/s/${encodeURIComponent(stores[0]?.slug ?? '')}?sort=new`,
    },
    footer: t('mail.footer-news'),
    endings: [
      {
        label: t('mail.end-news'),
        url: `${mall.url}/${locale}/unsubscribe?token=${encodeURIComponent(unsubscribeToken)}`,
      },
    ],
  }
}
