/** Kinds of goods by the words of their titles, the first that fits; the file itself names no categories. */
const KINDS: readonly (readonly [name: string, words: RegExp])[] = [
  [
    'Spare parts & services',
    /\b(spare part|maintenance kit|warranty|software|license|service|printer kit)\b/,
  ],
  ['Bags & cases', /\b(case|sleeve|backpack|bag|briefcase|folio|skin)\b/],
  ['Ink & toner', /\b(toner|ink|cartridge|drum|singlepack|ribbon|original (black|cyan|magenta|yellow))\b/],
  ['Paper & labels', /\b(paper|labels?|canvas|film|textile|photo matt|sheets)\b/],
  ['Cables & adapters', /\b(cables?|cord|adapters?|patch|connector|converter|extender)\b/],
  [
    'Power & batteries',
    /\b(ups|uninterruptible|surge|power supply|batter(y|ies)|charger|outlets?|pdu|inverter)\b/,
  ],
  ['Memory & processors', /\b(processor|memory module|ddr\d?|sdram|motherboard|graphics card|dimm)\b/],
  [
    'Storage & discs',
    /\b(hard drive|hdd|ssd|flash drive|cd-r\w*|dvd[-+]r\w*|bd-r\w*|tape|memory card|nas|optical disc)\b/,
  ],
  ['Notebooks & tablets', /\b(notebook|laptop|chromebook|netbook|ultrabook|tablet)\b/],
  ['Computers & servers', /\b(pc|server|workstation|thin client|barebone)\b/],
  [
    'Printers & scanners',
    /\b(printers?|scanners?|laserjet|multifunctional|multifunction|copier|dpi|plotter)\b/,
  ],
  ['Monitors & projectors', /\b(monitors?|tv|television|displays?|projectors?|projection|screen)\b/],
  ['Phones', /\b(smartphone|mobile phone|telephone|phone|single sim|dual sim)\b/],
  ['Networking', /\b(switch(es)?|router|network\w*|fiber|ethernet|access point|rack|kvm|modem|wireless)\b/],
  [
    'Audio & video',
    /\b(audio|headphones?|headset|speakers?|mp3|mp4|cameras?|camcorder|lens|player|radio|receiver|home theat\w+)\b/,
  ],
  ['Keyboards & mice', /\b(keyboard|mouse|mice|presenter|trackball)\b/],
]

/** The path of a product's category below the root. */
export const kindOf = (title: string): string[] => [
  KINDS.find(([, words]) => words.test(title.toLowerCase()))?.[0] ?? 'More electronics',
]
