/** How a service takes part in exports: by its own operation, by ids that another's export names, or not at all. */
export type Holding =
  | { exports: readonly string[] }
  | { through: string; exports: readonly string[] }
  | { exempt: string }

/**
 * Every service and what it holds of people. A test compares this with the services there are, their contracts and the
 * columns of their tables, so that nothing personal is added unseen.
 */
export const HOLDINGS = {
  identity: {
    exports: [
      'account',
      'addresses',
      'sessions',
      'browsers',
      'secondFactors',
      'passkeys',
      'linkedAccounts',
      'storeMemberships',
    ],
  },
  merchants: { exports: ['applications'] },
  catalog: { exports: ['files'] },
  pricing: { exempt: 'Markets, prices, rates and rules; nothing of people.' },
  inventory: { exempt: 'Warehouses and stock by order id; nothing of people.' },
  fulfilment: { through: 'orders', exports: ['parcels'] },
  search: { exempt: 'An index of goods, made anew at will; what is searched for is kept of nobody.' },
  payments: { through: 'orders', exports: ['payments'] },
  orders: { exports: ['carts', 'orders', 'returns', 'refunds', 'customsIdentities'] },
  reviews: { exports: ['reviews', 'questions', 'reports'] },
  recommend: { exports: ['remembering', 'views'] },
  favourites: { exports: ['favourites', 'followedStores'] },
  settlement: { exempt: 'The ledger of stores by order id; nothing of buyers.' },
  content: {
    exempt:
      'Pages and legal texts of the mall; of people only which operator added a text, as the audit does.',
  },
  translation: { exempt: 'Terms and jobs about texts of the mall; nothing of people.' },
  messaging: { exempt: 'Mails are written, handed to the provider, and not kept.' },
  privacy: { exempt: 'Erasures without names; consents are kept where they were given.' },
} as const satisfies Record<string, Holding>
