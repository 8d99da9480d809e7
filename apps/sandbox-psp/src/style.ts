import { createHash } from 'node:crypto'

/** The look of the payment pages. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --paper: #fff; --edge: #767f8c; --deep: #174a8b; --wash: #eef3fa; --bad: #a11616; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9edf2; --paper: #161b22; --edge: #8a94a2; --deep: #9cc2f5; --wash: #202a36; --bad: #ff9c94; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--wash); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-inline-size: 28rem; margin: 2rem auto; padding: 1.5rem; background: var(--paper); border-radius: .75rem; }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; }
.sandbox { margin: 0 0 1rem; font-size: .9rem; }
.amount { margin: 0; font-size: 1.75rem; font-weight: 650; }
label { display: block; margin-block: 1rem .25rem; font-weight: 600; }
input { inline-size: 100%; padding: .6rem .7rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: .4rem; }
.digits { direction: ltr; text-align: start; }
input[aria-invalid=true] { border-color: var(--bad); }
.fault { margin: .25rem 0 0; color: var(--bad); }
.alert { padding: .75rem; border-inline-start: .3rem solid var(--bad); background: var(--wash); }
.alert h2 { margin: 0; font-size: 1rem; }
.alert p { margin: .25rem 0 0; }
button { inline-size: 100%; margin-block-start: 1rem; padding: .75rem; min-block-size: 2.75rem; font: inherit; font-weight: 650; color: var(--paper); background: var(--deep); border: 1px solid var(--deep); border-radius: .4rem; cursor: pointer; }
button.second { color: var(--deep); background: transparent; }
a, summary { color: var(--deep); }
:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px; }
details { margin-block-start: 1.5rem; }
table { inline-size: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem; text-align: start; vertical-align: top; border-block-end: 1px solid var(--edge); }
.code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
`

/** Nothing may run, be loaded or frame these pages; forms go here, and on to the shop they came from. */
export const contentSecurityPolicy = (shopOrigin: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    `form-action 'self'${shopOrigin ? ` ${shopOrigin}` : ''}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
