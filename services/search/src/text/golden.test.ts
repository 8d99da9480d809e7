import { type Locale } from '@tradewind/kernel'
import { testDatabase } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { indexDocument } from './document.ts'
import { askedWords } from './asked.ts'
import { languagesOf, wantedBy } from './query.ts'

const db = await testDatabase()

/** Our own goods, each in the languages that the queries below are in. */
const GOODS: Partial<Record<Locale, string>>[] = [
  {
    en: 'Waterproof phone case',
    'zh-CN': '防水手机壳',
    'zh-TW': '防水手機殼',
    ja: '防水スマホケース',
    th: 'เคสโทรศัพท์กันน้ำ',
  },
  {
    en: 'Waterproof running shoes',
    'zh-CN': '防水跑步鞋',
    ja: '防水ランニングシューズ',
    th: 'รองเท้าวิ่งกันน้ำ',
    my: 'ရေစိုခံ ပြေးဖိနပ်',
    ar: 'أحذية الجري المقاومة للماء',
    ko: '방수 러닝화',
    de: 'Wasserdichte Laufschuhe',
  },
  {
    en: 'Coffee machine',
    'zh-CN': '咖啡机',
    ja: 'コーヒーメーカー',
    de: 'Kaffeemaschine',
    vi: 'Máy pha cà phê',
    ko: '커피머신',
  },
  { en: 'Wristwatch', ja: '腕時計', 'zh-CN': '手表', de: 'Armbanduhr' },
  {
    en: 'Folding garden chairs, set of two',
    de: 'Gartenstühle zum Klappen, zwei Stück',
    fr: 'Chaises de jardin pliantes',
  },
  { en: 'Winter jacket', de: 'Winterjacke', ru: 'Зимняя куртка', es: 'Chaqueta de invierno' },
  {
    en: 'Kitchen knife, 21 cm',
    de: 'Küchenmesser, 21 cm',
    fr: 'Couteau de cuisine',
    es: 'Cuchillo de cocina',
  },
  {
    en: 'Stoneware teapot 250ml',
    fr: 'Théière en grès',
    ru: 'Чайник из ёлки',
    it: 'Teiera in gres',
    ja: '急須',
  },
  {
    en: 'Handmade soap with olive oil',
    fr: 'Savon à l’huile d’olive',
    it: 'Sapone all’olio d’oliva',
    pt: 'Sabão de azeite',
    id: 'Sabun minyak zaitun',
    ms: 'Sabun minyak zaitun',
    ar: 'صابون بزيت الزيتون',
  },
  { en: 'Coconut bowl', vi: 'Bát gáo dừa' },
  { en: 'Melon bowl', vi: 'Bát hình dưa' },
  { en: 'Keis phone case', 'zh-CN': 'Keis防水手机壳' },
  { en: 'Lacquer tea cup', 'zh-CN': '漆茶杯', ko: '옻칠 찻잔', my: 'ယွန်းလက်ဖက်ရည်ခွက်', th: 'ถ้วยชาเคลือบรัก' },
  { en: 'Wool rug', de: 'Wollteppich' },
  { en: 'Silk scarf', ru: 'Шёлковый шарф' },
]
const CODES = ['DE-BLOCK-PLANE', '04012345000016']

await db.pool.query(
  `insert into search.products (product_id) select 'prd_' || i from generate_series(1, $1) i`,
  [GOODS.length],
)
for (const [index, names] of GOODS.entries()) {
  for (const [locale, name] of Object.entries(names) as [Locale, string][]) {
    const text = { name, about: [], description: '', codes: index === 6 ? CODES : [], marks: [] }
    await db.pool.query(
      `insert into search.documents (number, locale, title, vector) values ($1, $2, '', $3::tsvector)`,
      [index + 1, locale, indexDocument(text, locale).vector],
    )
  }
}

/** English names of what a query finds, in order of the goods above. */
async function found(query: string, reader: Locale = 'en', beginning = false): Promise<string[]> {
  const words = askedWords(query)
  if (words.length === 0) return []
  const { rows } = await db.pool.query<{ number: number }>(
    'select distinct number from search.documents where vector @@ $1::tsquery order by number',
    [wantedBy(words, languagesOf(words, reader), beginning)],
  )
  return rows.map(({ number }) => GOODS[number - 1]?.en ?? '')
}

const CASE = 'Waterproof phone case'
const SHOES = 'Waterproof running shoes'
const MACHINE = 'Coffee machine'
const KEIS = 'Keis phone case'
const SOAP = 'Handmade soap with olive oil'
const TEAPOT = 'Stoneware teapot 250ml'
const CHAIRS = 'Folding garden chairs, set of two'
const CUP = 'Lacquer tea cup'

describe('a query finds', () => {
  it.each<[string, Locale, string[]]>([
    ['手机壳', 'zh-CN', [CASE, KEIS]],
    ['手機殼', 'zh-TW', [CASE, KEIS]],
    ['phone手机壳', 'zh-CN', []],
    ['防水keis手机壳', 'zh-CN', [KEIS]],
    ['keis', 'zh-CN', [KEIS]],
    ['防水跑步鞋', 'zh-CN', [SHOES]],
    ['防水', 'zh-CN', [CASE, SHOES, KEIS]],
    ['杯', 'zh-CN', [CUP]],
    ['腕時計', 'ja', ['Wristwatch']],
    ['防水ランニングシューズ', 'ja', [SHOES]],
    ['ﾗﾝﾆﾝｸﾞｼｭｰｽﾞ', 'ja', [SHOES]],
    ['รองเท้าวิ่ง', 'th', [SHOES]],
    ['เคสโทรศัพท์กันน้ำ', 'th', [CASE]],
    ['กันน้ำ', 'th', [CASE, SHOES]],
    ['ပြေးဖိနပ်', 'my', [SHOES]],
    ['방수러닝화', 'ko', [SHOES]],
    ['러닝화', 'ko', [SHOES]],
    ['커피 머신', 'ko', [MACHINE]],
    ['잔', 'ko', [CUP]],
    ['احذية الجري', 'ar', [SHOES]],
    ['أحذيــة للجري', 'ar', [SHOES]],
    ['زَيْت زيتون', 'ar', [SOAP]],
    ['Gartenstuhl', 'de', [CHAIRS]],
    ['gartenstuehle', 'de', [CHAIRS]],
    ['Kuechenmesser', 'de', ['Kitchen knife, 21 cm']],
    ['kuchenmesser', 'de', ['Kitchen knife, 21 cm']],
    ['théières', 'fr', [TEAPOT]],
    ['theiere', 'fr', [TEAPOT]],
    ['huile olive', 'fr', [SOAP]],
    ['l’huile d’olive', 'fr', [SOAP]],
    ['cuchillos', 'es', ['Kitchen knife, 21 cm']],
    ['куртки', 'ru', ['Winter jacket']],
    ['елки', 'ru', [TEAPOT]],
    ['шарф из шёлка', 'ru', ['Silk scarf']],
    ['Teppich Wolle', 'de', ['Wool rug']],
    ['sabun zaitun', 'id', [SOAP]],
    ['ca phe', 'vi', [MACHINE]],
    ['cà phê', 'vi', [MACHINE]],
    ['dừa', 'vi', ['Coconut bowl']],
    ['dua', 'vi', ['Coconut bowl', 'Melon bowl']],
    ['running shoe', 'en', [SHOES]],
    ['the knife for a kitchen', 'en', ['Kitchen knife, 21 cm']],
    ['250 ml teapot', 'en', [TEAPOT]],
    ['250ml', 'en', [TEAPOT]],
    ['ｔｅａｐｏｔ', 'en', [TEAPOT]],
  ])('%s (%s)', async (query, reader, names) => {
    expect(await found(query, reader)).toEqual(names)
  })

  it('what is written in another writing than the reader’s language', async () => {
    expect(await found('手机壳', 'de')).toEqual([CASE, KEIS])
    expect(await found('러닝화', 'en')).toEqual([SHOES])
    expect(await found('running shoes', 'my')).toEqual([SHOES])
  })

  it('article numbers and GTINs, however they are written', async () => {
    const knife = ['Kitchen knife, 21 cm']
    expect(await found('de-block-plane')).toEqual(knife)
    expect(await found('4012345000016', 'th')).toEqual(knife)
    expect(await found('04012345000016', 'zh-CN')).toEqual(knife)
    expect(await found('4012345000017')).toEqual([])
  })

  it('words half typed, at the end only', async () => {
    expect(await found('waterproof run', 'en', true)).toEqual([SHOES])
    expect(await found('waterproof runni', 'en', true)).toEqual([SHOES])
    expect(await found('garten', 'de', true)).toEqual([CHAIRS])
    expect(await found('咖', 'zh-CN', true)).toEqual([MACHINE])
    expect(await found('wat shoes', 'en', true)).toEqual([])
  })

  it('nothing for what is no word, and keeps its calm', async () => {
    expect(await found('!!! ??? …')).toEqual([])
    expect(await found("'; drop table search.products; --")).toEqual([])
    expect(await found(String.raw`\' & | ! <-> :* ()`)).toEqual([])
    const started = performance.now()
    for (const hostile of [
      'a'.repeat(500),
      '壳'.repeat(500),
      'x '.repeat(200),
      "'\\".repeat(250),
      '🫖'.repeat(200),
      'ก'.repeat(500),
      '1-'.repeat(250),
    ])
      await found(hostile)
    expect((performance.now() - started) / 7).toBeLessThan(200)
  })
})
