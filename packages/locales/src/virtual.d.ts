/** Texts by language, loaded on demand and parsed at build time; made by the Vite plugin of this package. */
declare module 'virtual:messages/*' {
  const loaders: Readonly<
    Record<import('@tradewind/kernel').Locale, () => Promise<{ default: import('./translator.ts').Messages }>>
  >
  export default loaders
}
