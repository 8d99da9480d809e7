import type { Static } from 'typebox'
import { customsIdKind, tidyCustomsId, type CustomsIdKind } from '@tradewind/kernel'
import type { LandedPart } from '@tradewind/pricing/contract'

/** Which number a country's customs ask of a private buyer, from a day on. */
interface CustomsIdRule {
  country: string
  /** Any of these. */
  kinds: readonly CustomsIdKind[]
  validFrom: string
  source: string
}

export const CUSTOMS_ID_RULES: readonly CustomsIdRule[] = [
  {
    country: 'KR',
    kinds: ['kr-pccc'],
    validFrom: '2020-12-01',
    source: 'Korea Customs Service, notice on express cargo; foreigners too since 2024-10-01',
  },
  {
    country: 'CN',
    kinds: ['cn-resident'],
    validFrom: '2019-01-01',
    source: 'General Administration of Customs, announcement 194/2018 on retail import',
  },
  {
    country: 'TW',
    kinds: ['tw-id'],
    validFrom: '2020-05-16',
    source: 'Customs Administration, real-name authentication of express consignments (EZ WAY)',
  },
  {
    country: 'BR',
    kinds: ['br-cpf', 'br-cnpj'],
    validFrom: '2020-01-01',
    source:
      'Receita Federal, IN RFB 1.737/2017, and its notice of December 2019, which lets foreigners give a passport, while posts abroad ask for CPF or CNPJ alone; letters in the CNPJ by IN RFB 2.229/2024',
  },
  {
    country: 'TR',
    kinds: ['tr-tckn'],
    validFrom: '2020-01-01',
    source:
      'Ministry of Trade, circular 2022/9 on post and express freight; the day is that of decision 2016/DK-YED/517 of the BTK on what carriers record',
  },
  {
    country: 'RU',
    kinds: ['ru-inn'],
    validFrom: '2017-12-07',
    source: 'Federal Customs Service, order 1861 of 24 November 2017',
  },
  {
    country: 'ID',
    kinds: ['id-nik'],
    validFrom: '2021-08-01',
    source: 'Directorate General of Customs and Excise, consignment notes; PMK 96/2023',
  },
  {
    country: 'MX',
    kinds: ['mx-rfc', 'mx-curp'],
    validFrom: '2025-01-01',
    source:
      'SAT, general rules of foreign trade, 3.7.5; the generic RFC of couriers ended with their second change of 14 October 2024; RFC or CURP as the SAT told the press in January 2025',
  },
  {
    country: 'ZA',
    kinds: ['za-id', 'passport'],
    validFrom: '2020-07-31',
    source:
      'SARS, rule 59A.03(a)(v) to the Customs and Excise Act, private persons under code 70707070; its notice of 12 June 2024 names identity, passport and taxpayer numbers',
  },
  {
    country: 'CL',
    kinds: ['cl-rut'],
    validFrom: '2021-01-01',
    source:
      'Servicio Nacional de Aduanas, compendio de normas, chapter 7 (Res. Ex. 7.042 of 2016): the courier’s note identifies the receiver; that it is by the RUT stands not in it',
  },
]

/** What a country's customs ask on a day, such as 2026-11-22; nothing where they ask nothing. */
export const kindsAsked = (country: string, day: string): readonly CustomsIdKind[] =>
  CUSTOMS_ID_RULES.filter((rule) => rule.country === country && rule.validFrom <= day).toSorted((a, b) =>
    a.validFrom < b.validFrom ? 1 : -1,
  )[0]?.kinds ?? []

/** A consignment as it was quoted. */
type Consignment = Pick<Static<typeof LandedPart>, 'storeId' | 'importer'>

/** What is asked of a buyer there when goods of theirs are imported. */
export const customsIdKindsOf = (
  country: string,
  landed: readonly Consignment[],
  now: Date,
): readonly CustomsIdKind[] =>
  storesAbroad(landed).size > 0 ? kindsAsked(country, now.toISOString().slice(0, 10)) : []

/** Which stores' goods pass the customs: within a country, and within a union, nobody imports them. */
export const storesAbroad = (landed: readonly Consignment[]): Set<string> =>
  new Set(landed.filter(({ importer }) => importer !== 'none').map(({ storeId }) => storeId))

/** Whether carriers of another country handle any of the goods, also within a union. */
export const sentFromAbroad = (
  country: string,
  landed: readonly Pick<Static<typeof LandedPart>, 'shipsFrom'>[],
): boolean => landed.some(({ shipsFrom }) => shipsFrom !== country)

/** The number as given, tidied and recognised; undefined when it is none of those asked for. */
export function readCustomsId(
  kinds: readonly CustomsIdKind[],
  given: string,
): { kind: CustomsIdKind; number: string } | undefined {
  const number = tidyCustomsId(given)
  const kind = customsIdKind(kinds, number)
  return kind && { kind, number }
}
