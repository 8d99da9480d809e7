/**
 * The sets of texts, one folder each: a front loads only its own.
 * `common` both fronts; `errors` every error code, server and fronts;
 * `addresses` what countries call the parts of their addresses, for the forms of both fronts; `mail` what the server sends;
 * `discovery` what buyers compare and are suggested, loaded when it is shown;
 * `security` how people log in and protect their account, in every portal, loaded where they do;
 * `privacy` what is held of people, its copy and its end, loaded on that page;
 * `help` questions of buyers and merchants and their answers, loaded on those pages;
 * `reviews` what they write about goods, loaded where they write; `psp` the pages of the sandbox payment provider; `papers` what is printed for the customs.
 */
export const NAMESPACES = [
  'common',
  'errors',
  'addresses',
  'storefront',
  'discovery',
  'reviews',
  'security',
  'privacy',
  'help',
  'console',
  'mail',
  'psp',
  'papers',
] as const

/** One of the sets of texts. */
export type Namespace = (typeof NAMESPACES)[number]
