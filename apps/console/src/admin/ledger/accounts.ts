import { countryName } from '@tradewind/kernel'
import { locale, t } from '../../shell/texts.ts'

const WHOLE: Readonly<Record<string, string>> = {
  'revenue:commission': 'admin.account-commission',
  'revenue:goods': 'admin.account-goods',
  'revenue:shipping': 'admin.account-shipping',
  'buyer:stray': 'admin.account-stray',
  'buyer:disputed': 'admin.account-disputed',
  'expense:disputes': 'admin.account-lost-disputes',
  bank: 'admin.account-bank',
}

/** What an account of the ledger holds, in words; a newer one is shown by its name. */
export function accountText(account: string, storeName: string | null): string {
  const key = WHOLE[account]
  if (key !== undefined) return t(key)
  const [kind, of = ''] = account.split(':', 2)
  if (kind === 'psp') return t('admin.account-psp', { provider: of })
  if (kind === 'store') return t('admin.account-store', { store: storeName ?? of })
  if (kind === 'tax') return t('admin.account-tax', { country: countryName(of, locale.value) })
  return account
}
