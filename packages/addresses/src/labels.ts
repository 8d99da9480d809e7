import type { AddressPart } from './address.ts'
import type { ShapeRow } from './source.ts'

const REGIONS: Readonly<Record<string, string>> = {
  state: 'address.state',
  county: 'address.county',
  department: 'address.department',
  district: 'address.district',
  do_si: 'address.do-si',
  emirate: 'address.emirate',
  island: 'address.island',
  oblast: 'address.oblast',
  prefecture: 'address.prefecture',
  parish: 'address.region',
  area: 'address.region',
}
const POSTCODES: Readonly<Record<string, string>> = {
  zip: 'address.zip',
  pin: 'address.pin',
  eircode: 'address.eircode',
  cep: 'address.cep',
}
const CITIES: Readonly<Record<string, string>> = {
  district: 'address.district',
  post_town: 'address.post-town',
  suburb: 'address.suburb',
}
const DISTRICTS: Readonly<Record<string, string>> = {
  neighborhood: 'address.neighbourhood',
  suburb: 'address.suburb',
  subdistrict: 'address.subdistrict',
}

/** What a country calls the parts of its addresses, as text keys. */
export function addressLabels({
  regionName,
  zipName,
  cityName,
  districtName,
  regions,
}: ShapeRow): Record<AddressPart, string> {
  return {
    name: 'address.name',
    company: 'address.company',
    line1: 'address.line1',
    line2: 'address.line2',
    district: DISTRICTS[districtName ?? ''] ?? 'address.district',
    city: CITIES[cityName ?? ''] ?? 'address.city',
    region: REGIONS[regionName ?? ''] ?? (regions ? 'address.province' : 'address.region'),
    postcode: POSTCODES[zipName ?? ''] ?? 'address.postcode',
    phone: 'address.phone',
  }
}
