import type { RegionRow, ShapeRow } from './source.ts'

/**
 * Where a parcel needs other than the metadata say. `form` is the order of the fields where people fill them in
 * otherwise than they print them: postcode first in Brazil and Korea, last in China.
 */
export const SHAPE_CORRECTIONS: Readonly<Record<string, Partial<ShapeRow>>> = {
  // The emirate alone finds no house: Al Ain is in Abu Dhabi.
  AE: { fmt: '%N%n%O%n%A%n%C%n%S', lfmt: '%N%n%O%n%A%n%C%n%S', require: 'AS' },
  BR: { form: '%Z%n%A%n%D%n%C %S', zipName: 'cep' },
  // Few know their postcode, and no carrier insists on it.
  CN: { require: 'ACS', form: '%S %C%n%D%n%A%n%Z' },
  ID: { require: 'ACSZ' },
  // Carriers ask for the municipality on its own.
  JP: {
    fmt: '〒%Z%n%S%C%n%A%n%O%n%N',
    lfmt: '%N%n%O%n%A%n%C, %S %Z',
    require: 'ACSZ',
    form: '%Z %S%n%C%n%A',
  },
  KR: { form: '%Z%n%S %C%n%D%n%A' },
  NZ: { districtName: 'suburb' },
  TH: { require: 'ACSZ', cityName: 'district', districtName: 'subdistrict' },
  VN: { require: 'ACS' },
  ZA: { districtName: 'suburb' },
}

/** The countries on whose parcels a region stands as its code: `New York, NY 10001`. */
export const CODE_PRINTED: ReadonlySet<string> = new Set(['AU', 'BR', 'CA', 'IT', 'US'])

/** Codes of ISO 3166-2 and names as they are today, by the key of the metadata; `null` leaves the region out. */
export const REGION_CORRECTIONS: Readonly<
  Record<string, Readonly<Record<string, Partial<RegionRow> | null>>>
> = {
  CN: {
    '11': { code: 'BJ', latin: 'Beijing' },
    '12': { code: 'TJ', latin: 'Tianjin' },
    '13': { code: 'HE', latin: 'Hebei' },
    '14': { code: 'SX', latin: 'Shanxi' },
    '15': { code: 'NM', name: '内蒙古自治区', latin: 'Inner Mongolia' },
    '21': { code: 'LN', latin: 'Liaoning' },
    '22': { code: 'JL', latin: 'Jilin' },
    '23': { code: 'HL', latin: 'Heilongjiang' },
    '31': { code: 'SH', latin: 'Shanghai' },
    '32': { code: 'JS', latin: 'Jiangsu' },
    '33': { code: 'ZJ', latin: 'Zhejiang' },
    '34': { code: 'AH', latin: 'Anhui' },
    '35': { code: 'FJ', latin: 'Fujian' },
    '36': { code: 'JX', latin: 'Jiangxi' },
    '37': { code: 'SD', latin: 'Shandong' },
    '41': { code: 'HA', latin: 'Henan' },
    '42': { code: 'HB', latin: 'Hubei' },
    '43': { code: 'HN', latin: 'Hunan' },
    '44': { code: 'GD', latin: 'Guangdong' },
    '45': { code: 'GX', name: '广西壮族自治区', latin: 'Guangxi' },
    '46': { code: 'HI', latin: 'Hainan' },
    '50': { code: 'CQ', latin: 'Chongqing' },
    '51': { code: 'SC', latin: 'Sichuan' },
    '52': { code: 'GZ', latin: 'Guizhou' },
    '53': { code: 'YN', latin: 'Yunnan' },
    '54': { code: 'XZ', name: '西藏自治区', latin: 'Xizang' },
    '61': { code: 'SN', latin: 'Shaanxi' },
    '62': { code: 'GS', latin: 'Gansu' },
    '63': { code: 'QH', latin: 'Qinghai' },
    '64': { code: 'NX', name: '宁夏回族自治区', latin: 'Ningxia' },
    '65': { code: 'XJ', name: '新疆维吾尔自治区', latin: 'Xinjiang' },
    // Destinations of their own, with posts of their own.
    '71': null,
    '91': null,
    '92': null,
  },
  IN: { CT: { code: 'CG' }, OR: { code: 'OD' }, TG: { code: 'TS' }, UT: { code: 'UK' } },
  KR: {
    '11': { name: '서울특별시' },
    '26': { name: '부산광역시' },
    '27': { name: '대구광역시' },
    '28': { name: '인천광역시' },
    '29': { name: '광주광역시' },
    '30': { name: '대전광역시' },
    '31': { name: '울산광역시' },
    '41': { name: '경기도' },
    '42': { name: '강원특별자치도' },
    '43': { name: '충청북도' },
    '44': { name: '충청남도' },
    '45': { name: '전북특별자치도' },
    '46': { name: '전라남도' },
    '47': { name: '경상북도' },
    '48': { name: '경상남도' },
    '49': { name: '제주특별자치도' },
    '50': { name: '세종특별자치시' },
  },
  // Not among the country's codes of ISO 3166-2.
  RU: { 'Автономна Республіка Крим': null, Севастополь: null },
  TH: { '38': { name: 'บึงกาฬ' } },
  TW: { 金門縣: { code: 'KIN' }, 連江縣: { code: 'LIE' } },
}

/** Regions founded since the metadata were written. */
export const NEW_REGIONS: Readonly<Record<string, readonly RegionRow[]>> = {
  ID: [
    { code: 'PD', name: 'Papua Barat Daya' },
    { code: 'PE', name: 'Papua Pegunungan' },
    { code: 'PS', name: 'Papua Selatan' },
    { code: 'PT', name: 'Papua Tengah' },
  ],
}
