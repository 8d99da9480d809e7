/** Line icons of one weight, drawn on a field of 24; always beside a text or a label. */
export const ICONS = {
  alert: 'M12 8v5m0 3v.5M12 3l10 18H2L12 3Z',
  back: 'M15 5l-7 7 7 7',
  bank: 'M3 9l9-5 9 5M5 9v9M10 9v9M14 9v9M19 9v9M3 20h18',
  book: 'M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2V4Zm0 13h14M9 8h6',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4V8Zm0 0 8 4 8-4M12 12v8',
  check: 'M5 12.5 10 17.5 19 7',
  close: 'M6 6l12 12M18 6 6 18',
  cog: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-12v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.2 2.2m8.4 8.4 2.2 2.2m0-12.8-2.2 2.2m-8.4 8.4-2.2 2.2',
  down: 'M6 9l6 6 6-6',
  exit: 'M14 4H6v16h8M10 12h11m-4-4 4 4-4 4',
  flag: 'M6 21V4h12l-2.5 4.5L18 13H6',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18Z',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4v-9Z',
  list: 'M8 7h12M8 12h12M8 17h12M4 7h.1M4 12h.1M4 17h.1',
  menu: 'M4 7h16M4 12h16M4 17h16',
  page: 'M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6M9 16h6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 3.5-6 8-6s8 2 8 6',
  plus: 'M12 5v14M5 12h14',
  return: 'M9 6 4 11l5 5M4 11h10a5 5 0 0 1 0 10h-3',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4 4',
  shield: 'M12 3l8 3v6c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6l8-3Zm-3.5 9 2.5 2.5 4.5-5',
  store: 'M4 10l2-5h12l2 5M5 10v9h14v-9M4 10h16M10 19v-5h4v5',
  tag: 'M4 12V4h8l8 8-8 8-8-8Zm4-4h.1',
  truck:
    'M3 6h11v10H3V6Zm11 4h4l3 3v3h-7v-6ZM7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  up: 'M6 15l6-6 6 6',
} as const

export type IconName = keyof typeof ICONS
