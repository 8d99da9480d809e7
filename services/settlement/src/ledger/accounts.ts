/** Where money is or whose it is; one account per currency. Debits positive: what we hold stands above zero. */
export const pspAccount = (provider: string): string => `psp:${provider}`
/** What we owe a store; it stands below zero while we owe. */
export const storeAccount = (storeId: string): string => `store:${storeId}`
/** What we owe a country's tax office. */
export const taxAccount = (country: string): string => `tax:${country}`
/** What we owe a country's customs for goods that we brought in duty paid. */
export const dutyAccount = (country: string): string => `duty:${country}`
export const COMMISSION = 'revenue:commission'
/** Goods of the house's own stores, without tax. */
export const GOODS = 'revenue:goods'
export const SHIPPING = 'revenue:shipping'
/** What came for an order that had ended, and goes back. */
export const STRAY = 'buyer:stray'
/** What buyers' banks have taken back and we contest. */
export const DISPUTED = 'buyer:disputed'
/** What was lost to disputes. The house bears it. */
export const LOST_DISPUTES = 'expense:disputes'
export const BANK = 'bank'
