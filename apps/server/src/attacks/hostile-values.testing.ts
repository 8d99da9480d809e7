import { encodeCursor } from '@tradewind/kernel'

/** What strangers write where a form is expected: enough to show that nothing else is let in. */
export const HOSTILE_FORMS: readonly string[] = ['', "' or '1'='1", '__proto__', 'a\0b', '9'.repeat(26), '-1']

/** What they write where a word is expected: statements, patterns, scripts, broken letters, days that are none. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...HOSTILE_FORMS,
  "1'); drop table orders.orders; --",
  "'||(select pg_sleep(9))||'",
  "E'\\x27 $$ /* $1",
  '%_%\\',
  '(a+)+$',
  '!&|():*<->',
  '{"$ne":1}',
  '{{7*7}}${7*7}{count, plural, other {',
  '<img src=x onerror=alert(1)>',
  '//evil.example/%2e%2e/..\\..\\etc/passwd',
  'constructor',
  '\u{1f375}\u200b\u2060\ufeff',
  '\u202e\u2066noitaler\u2069',
  `z${'\u0335\u0489'.repeat(200)}`,
  '1e999',
  'NaN',
  '2026-02-31',
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '275761-01-01T00:00:00Z',
  'word '.repeat(200),
  '壳ก'.repeat(250),
  'a'.repeat(8_000),
]

/** Places in lists that nobody was given, or that are of another list. */
export const HOSTILE_CURSORS: readonly string[] = [
  ...HOSTILE_FORMS,
  'nonsense',
  encodeCursor([]),
  encodeCursor(["1' or true --", '1']),
  encodeCursor(['2026-13-45T00:00:00Z', 'x']),
  encodeCursor(['0000-01-01T00:00:00Z', 'x']),
  encodeCursor(['2026-11-22T10:00:00.000Z', 'rev_00000000000000000000000000']),
  encodeCursor(['9223372036854775808', 2 ** 40]),
]

/** What strangers write where JSON is expected, besides texts. */
export const HOSTILE_JSON: readonly unknown[] = [
  null,
  -1,
  0,
  2 ** 31,
  2 ** 53 - 1,
  [],
  {},
  true,
  1.5,
  1e308,
  [null],
  Array.from({ length: 2_000 }, () => 'a'),
  { $ne: 1, toString: 1, length: 9 },
  JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`),
  '\ud800',
]

/** What strangers send in place of a body. */
export const HOSTILE_WHOLES: readonly string[] = [
  '[]',
  'null',
  '"a"',
  '{"__proto__":{"hit":1}}',
  '{"constructor":{"prototype":{"hit":1}}}',
  '{',
]
