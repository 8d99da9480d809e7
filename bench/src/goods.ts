/** What the goods of a bench are, by rule. */
export interface Goods {
  categories: readonly string[]
  /** Filterable attributes of every category, with their values. */
  facets: Readonly<Record<string, readonly string[]>>
  /** Of the product with this number. */
  describe(index: number): {
    categoryKey: string
    name: Record<string, string>
    /** Plain ones where there are none. */
    description?: Record<string, string>
    attributes: Record<string, string>
  }
}

/** Variants differ by these. */
export const COLOURS = ['clay', 'moss', 'sea', 'ash'] as const

/** One category, and nothing to tell the goods by but their numbers. */
export const PLAIN_GOODS: Goods = {
  categories: ['bench'],
  facets: {},
  describe: (index) => ({
    categoryKey: 'bench',
    name: { en: `Bench product ${index}`, de: `Bankartikel ${index}` },
    attributes: {},
  }),
}

/** The category that is listed. */
export const LISTED = 'c-listed'
const OTHERS = Array.from({ length: 19 }, (_, at) => `c-other-${at + 1}`)
const FACETS = {
  material: ['cotton', 'linen', 'oak', 'steel', 'glass', 'clay', 'wool', 'cork'],
  tone: ['red', 'green', 'blue', 'grey', 'white', 'black'],
  shape: ['round', 'square', 'long', 'flat'],
  use: ['kitchen', 'garden', 'office', 'travel', 'bath'],
} as const

/** A word in two languages; every product bears one, each word as many products. */
export const WORDS: readonly (readonly [english: string, german: string])[] = [
  ['apple', 'Apfel'],
  ['basket', 'Korb'],
  ['blanket', 'Decke'],
  ['bottle', 'Flasche'],
  ['broom', 'Besen'],
  ['brush', 'Pinsel'],
  ['bucket', 'Eimer'],
  ['button', 'Knopf'],
  ['candle', 'Kerze'],
  ['carpet', 'Teppich'],
  ['chair', 'Stuhl'],
  ['clock', 'Uhr'],
  ['comb', 'Kamm'],
  ['curtain', 'Vorhang'],
  ['cushion', 'Kissen'],
  ['drum', 'Trommel'],
  ['envelope', 'Umschlag'],
  ['feather', 'Feder'],
  ['fork', 'Gabel'],
  ['fountain', 'Brunnen'],
  ['glove', 'Handschuh'],
  ['hammer', 'Hammer'],
  ['hat', 'Hut'],
  ['hook', 'Haken'],
  ['kettle', 'Kessel'],
  ['knife', 'Messer'],
  ['ladder', 'Leiter'],
  ['lamp', 'Lampe'],
  ['lantern', 'Laterne'],
  ['mirror', 'Spiegel'],
  ['needle', 'Nadel'],
  ['notebook', 'Heft'],
  ['pan', 'Pfanne'],
  ['pencil', 'Bleistift'],
  ['pillow', 'Polster'],
  ['ribbon', 'Schleife'],
  ['ring', 'Ring'],
  ['rope', 'Seil'],
  ['saddle', 'Sattel'],
  ['scarf', 'Schal'],
  ['shelf', 'Regal'],
  ['shovel', 'Schaufel'],
  ['spoon', 'Löffel'],
  ['stove', 'Ofen'],
  ['table', 'Tisch'],
  ['teapot', 'Teekanne'],
  ['towel', 'Handtuch'],
  ['umbrella', 'Schirm'],
  ['vase', 'Vase'],
  ['whistle', 'Pfeife'],
]

/** Twenty categories, the listed one with 24 of every hundred products; four facets; fifty words. */
export const MEASURED_GOODS: Goods = {
  categories: [LISTED, ...OTHERS],
  facets: FACETS,
  describe(index) {
    const block = Math.floor(index / WORDS.length)
    const [english, german] = pick(WORDS, index * 7 + block)
    return {
      categoryKey: index % 100 < 24 ? LISTED : pick(OTHERS, index),
      name: { en: `Plain ${english} ${index}`, de: `${german} schlicht ${index}` },
      attributes: {
        material: pick(FACETS.material, index + block),
        tone: pick(FACETS.tone, index + 5 * block),
        shape: pick(FACETS.shape, index + 3 * block),
        use: pick(FACETS.use, index + 2 * block),
      },
    }
  },
}

function pick<T>(values: readonly T[], at: number): T {
  const value = values[at % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
