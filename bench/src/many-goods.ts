import type { Locale } from '@tradewind/kernel'
import type { Goods } from './goods.ts'

/** The languages of a large mall's texts; every product has English ones and two of the others. */
export const MANY_LOCALES = ['en', 'de', 'fr', 'ru', 'zh-CN', 'ja', 'ko', 'th'] as const
export type ManyLocale = (typeof MANY_LOCALES)[number]

type Words = Readonly<Record<ManyLocale, readonly string[]>>
const table = (rows: Record<ManyLocale, string>): Words =>
  Object.fromEntries(MANY_LOCALES.map((locale) => [locale, rows[locale].split(' ')])) as unknown as Words

/** What things are; the first are many times as frequent as the last. */
export const NOUNS = table({
  en: 'teapot lamp chair knife blanket basket mirror clock vase cushion towel bottle candle bowl tray shelf brush carpet jacket umbrella',
  de: 'Teekanne Lampe Stuhl Messer Decke Korb Spiegel Uhr Vase Kissen Handtuch Flasche Kerze Schale Tablett Regal Bürste Teppich Jacke Regenschirm',
  fr: 'théière lampe chaise couteau couverture panier miroir horloge vase coussin serviette bouteille bougie bol plateau étagère brosse tapis veste parapluie',
  ru: 'чайник лампа стул нож одеяло корзина зеркало часы ваза подушка полотенце бутылка свеча чаша поднос полка щётка ковёр куртка зонт',
  'zh-CN':
    '茶壶 台灯 椅子 小刀 毛毯 篮子 镜子 时钟 花瓶 靠垫 毛巾 水瓶 蜡烛 饭碗 托盘 书架 刷子 地毯 夹克 雨伞',
  ja: '急須 ランプ 椅子 ナイフ 毛布 かご 鏡 時計 花瓶 クッション タオル ボトル ろうそく 茶碗 お盆 本棚 ブラシ 絨毯 ジャケット 傘',
  ko: '찻주전자 램프 의자 칼 담요 바구니 거울 시계 꽃병 쿠션 수건 물병 양초 그릇 쟁반 책장 솔 카펫 재킷 우산',
  th: 'กาน้ำชา โคมไฟ เก้าอี้ มีด ผ้าห่ม ตะกร้า กระจก นาฬิกา แจกัน หมอนอิง ผ้าเช็ดตัว ขวด เทียน ชาม ถาด ชั้นหนังสือ แปรง พรม เสื้อแจ็คเก็ต ร่ม',
})
export const MATERIALS = table({
  en: 'oak linen glass steel wool bamboo leather copper',
  de: 'Eiche Leinen Glas Stahl Wolle Bambus Leder Kupfer',
  fr: 'chêne lin verre acier laine bambou cuir cuivre',
  ru: 'дуб лён стекло сталь шерсть бамбук кожа медь',
  'zh-CN': '橡木 亚麻 玻璃 钢 羊毛 竹子 皮革 铜',
  ja: 'オーク リネン ガラス 鋼 ウール 竹 革 銅',
  ko: '참나무 리넨 유리 강철 울 대나무 가죽 구리',
  th: 'ไม้โอ๊ก ลินิน แก้ว เหล็กกล้า ขนแกะ ไม้ไผ่ หนัง ทองแดง',
})
export const QUALITIES = table({
  en: 'waterproof folding handmade round light striped small heavy wireless soft',
  de: 'wasserdicht faltbar handgemacht rund leicht gestreift klein schwer kabellos weich',
  fr: 'étanche pliant artisanal rond léger rayé petit lourd nomade doux',
  ru: 'непромокаемый складной ручной круглый лёгкий полосатый маленький тяжёлый беспроводной мягкий',
  'zh-CN': '防水 折叠 手工 圆形 轻便 条纹 小型 厚重 无线 柔软',
  ja: '防水 折りたたみ 手作り 丸型 軽量 縞模様 小型 重い 無線 柔らかい',
  ko: '방수 접이식 수제 둥근 가벼운 줄무늬 작은 무거운 무선 부드러운',
  th: 'กันน้ำ พับได้ ทำมือ กลม เบา ลายทาง เล็ก หนัก ไร้สาย นุ่ม',
})
const UNSPACED: ReadonlySet<Locale> = new Set(['zh-CN', 'ja', 'th'])
const SYLLABLES = 'ba ke li mo nu ra se ti vo zan dor fel gri hul jas kol mer nim por tal'.split(' ')
const FACETS = {
  material: MATERIALS.en,
  quality: QUALITIES.en,
  size: ['s', 'm', 'l', 'xl'],
  season: ['spring', 'summer', 'autumn', 'winter'],
} as const

/** A number from 0 to below 1 that is always the same for the same two. */
export function chanceOf(index: number, of: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(of + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

const at = <T>(values: readonly T[], chance: number): T => {
  const value = values[Math.floor(chance * values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

/** The first values come several times as often as the last. */
const often = <T>(values: readonly T[], chance: number): T => at(values, chance ** 1.7)

/** A made-up name: one of eight thousand. */
export const modelOf = (index: number): string =>
  [7, 8, 9].map((nth) => at(SYLLABLES, chanceOf(Math.floor(index / 6), nth))).join('')

/** Texts of the product with this number in a language. */
function textOf(index: number, locale: ManyLocale): { name: string; description: string } {
  const join = UNSPACED.has(locale) ? '' : ' '
  const word = (words: Words, chance: number) => often(words[locale], chanceOf(index, chance))
  const name = [word(QUALITIES, 1), word(MATERIALS, 2), word(NOUNS, 3)].join(join)
  const about = [4, 5, 6].map((nth) =>
    [word(QUALITIES, 10 * nth), word(NOUNS, 10 * nth + 1), word(MATERIALS, 10 * nth + 2)].join(join),
  )
  return { name: `${name} ${modelOf(index)}`, description: `${about.join(', ')}. ${modelOf(index + 7)}.` }
}

/** Twenty categories, one a noun; made-up names; texts in three of eight languages. */
export const MANY_GOODS: Goods = {
  categories: NOUNS.en.map((noun) => `c-${noun}`),
  facets: FACETS,
  describe(index) {
    const others = MANY_LOCALES.slice(1)
    const first = Math.floor(chanceOf(index, 20) * others.length)
    const locales = ['en' as const, at(others, first / others.length), at(others, ((first + 3) % 7) / 7)]
    const texts = locales.map((locale) => [locale, textOf(index, locale)] as const)
    return {
      categoryKey: `c-${often(NOUNS.en, chanceOf(index, 3))}`,
      name: Object.fromEntries(texts.map(([locale, { name }]) => [locale, name])),
      description: Object.fromEntries(texts.map(([locale, { description }]) => [locale, description])),
      attributes: {
        material: often(MATERIALS.en, chanceOf(index, 2)),
        quality: often(QUALITIES.en, chanceOf(index, 1)),
        size: at(FACETS.size, chanceOf(index, 30)),
        season: at(FACETS.season, chanceOf(index, 31)),
      },
    }
  },
}
