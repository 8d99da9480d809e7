/**
 * The sets of texts, one folder each: a front loads only its own.
 * `common` both fronts; `errors` every error code, server and fronts; `mail` what the server sends;
 * `psp` the pages of the sandbox payment provider.
 */
export const NAMESPACES = ['common', 'errors', 'storefront', 'console', 'mail', 'psp'] as const

/** One of the sets of texts. */
export type Namespace = (typeof NAMESPACES)[number]
