/** Texts by language, loaded on demand and parsed at build time; made by the Vite plugin of this package. */
declare module 'virtual:messages/*' {
  const loaders: Readonly<
    Record<import('@tradewind/kernel').Locale, () => Promise<{ default: import('./translator.ts').Messages }>>
  >
  export default loaders
}

/** Formats of the languages that the `Intl` of some browser lacks, loaded on demand; made by the same plugin. */
declare module 'virtual:formats' {
  const loaders: Readonly<
    Partial<
      Record<
        import('@tradewind/kernel').Locale,
        () => Promise<{ default: import('@tradewind/kernel').LocaleFormats }>
      >
    >
  >
  export default loaders
}
