/** Addresses that both portals have, relative to the portal. */
export const shellPaths = {
  home: '/',
  notAllowed: '/not-allowed',
  security: '/security',
  logIn: (to?: string) => (to && to !== '/' ? `/log-in?to=${encodeURIComponent(to)}` : '/log-in'),
}

/** Addresses of the mall, outside the portals. */
export const mallPaths = {
  home: '/',
  product: (locale: string, slug: string) => `/${locale}/p/${encodeURIComponent(slug)}`,
  resetPassword: (locale: string) => `/${locale}/reset`,
}

/** Whether a text is an address inside the portal, and safe to go to after a log-in. */
export const isInside = (to: unknown): to is string =>
  typeof to === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(to)
