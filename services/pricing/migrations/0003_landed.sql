create table pricing.jurisdiction_members (
  jurisdiction text not null,
  country text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  primary key (jurisdiction, country, valid_from)
);
comment on table pricing.jurisdiction_members is 'Countries behind one customs border; a country that is in none is a jurisdiction by itself, of its own code';
comment on column pricing.jurisdiction_members.jurisdiction is 'Such as EU';
comment on column pricing.jurisdiction_members.source is 'Law or publication the membership was read in';

create table pricing.landed_rules (
  jurisdiction text not null,
  regime text not null,
  position int not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  ships_from text[],
  carriage text check (carriage in ('courier', 'post')),
  seller_registered boolean,
  unit text check (unit in ('consignment', 'item')),
  value_basis text check (value_basis in ('intrinsic', 'fob', 'cif')),
  currency text,
  above_minor bigint check (above_minor >= 0),
  up_to_minor bigint check (up_to_minor >= 0),
  most_pieces int check (most_pieces > 0),
  year_up_to_minor bigint check (year_up_to_minor >= 0),
  refusal text,
  tax text not null check (tax in ('none', 'on-top', 'inside')),
  tax_percent numeric check (tax_percent between 0 and 100),
  tax_share_percent numeric not null default 100 check (tax_share_percent between 0 and 100),
  tax_base text not null check (tax_base in ('goods', 'price', 'price-and-duty')),
  duty text not null check (duty in ('none', 'percent', 'tariff')),
  duty_percent numeric check (duty_percent >= 0),
  duty_less_minor bigint check (duty_less_minor >= 0),
  duty_basis text not null default 'cif' check (duty_basis in ('intrinsic', 'fob', 'cif')),
  incoterm text not null check (incoterm in ('DDP', 'DAP')),
  collector text not null check (collector in ('platform', 'merchant', 'carrier', 'buyer')),
  importer text not null check (importer in ('platform', 'merchant', 'buyer')),
  deemed_supplier boolean not null,
  source text not null,
  created_at timestamptz not null default now(),
  primary key (jurisdiction, regime, valid_from),
  check ((unit is null) = (above_minor is null and up_to_minor is null)),
  check ((unit is null) = (value_basis is null)),
  check (currency is not null or (above_minor is null and up_to_minor is null and duty_less_minor is null and year_up_to_minor is null)),
  check ((duty = 'percent') = (duty_percent is not null)),
  check (collector in ('platform', 'merchant') or incoterm = 'DAP')
);
comment on table pricing.landed_rules is 'What is due when goods enter a jurisdiction from outside: of the rules in force the first that fits decides; dated, since orders keep what they were quoted';
comment on column pricing.landed_rules.jurisdiction is 'EU, or the ISO 3166-1 code of a country';
comment on column pricing.landed_rules.regime is 'Name of the case; a later row of the same name replaces an earlier one from its date on';
comment on column pricing.landed_rules.position is 'Order in which the cases of a jurisdiction are tried';
comment on column pricing.landed_rules.ships_from is 'Only goods sent from these countries; null for all';
comment on column pricing.landed_rules.carriage is 'Only goods carried so; a carriage that is not known fits no such rule';
comment on column pricing.landed_rules.seller_registered is 'Only where whoever sells is (or is not) registered for the tax there';
comment on column pricing.landed_rules.unit is 'What the limits are tested on: all goods of one sender together, or one piece';
comment on column pricing.landed_rules.value_basis is 'intrinsic: goods without tax and transport; fob: the same at the border of departure; cif: with transport and insurance';
comment on column pricing.landed_rules.above_minor is 'The value is above this, in minor units of currency';
comment on column pricing.landed_rules.up_to_minor is 'The value is this or less';
comment on column pricing.landed_rules.most_pieces is 'At most so many pieces in the consignment';
comment on column pricing.landed_rules.year_up_to_minor is 'With what the person bought this year it is this or less';
comment on column pricing.landed_rules.refusal is 'Text key: such goods cannot be sold in this way, and why';
comment on column pricing.landed_rules.tax is 'on-top: percent of the base; inside: percent of base and tax together';
comment on column pricing.landed_rules.tax_percent is 'Null: the rate of the country of delivery for the category of the goods';
comment on column pricing.landed_rules.tax_share_percent is 'Part of the tax that is levied';
comment on column pricing.landed_rules.tax_base is 'goods alone; price: with transport; price-and-duty: with transport and duty';
comment on column pricing.landed_rules.duty is 'percent: of this rule, for all goods; tariff: by the code of the goods';
comment on column pricing.landed_rules.duty_less_minor is 'Taken off the duty of a consignment';
comment on column pricing.landed_rules.incoterm is 'DDP: paid at the checkout; DAP: paid at delivery, never charged by us';
comment on column pricing.landed_rules.collector is 'Who takes tax and duty from the buyer; buyer: they declare by themselves';
comment on column pricing.landed_rules.importer is 'Importer of record';
comment on column pricing.landed_rules.deemed_supplier is 'Whether by law the merchant supplies the platform and the platform the buyer';
comment on column pricing.landed_rules.source is 'Law or publication the rule was read in';

create table pricing.tariffs (
  jurisdiction text not null,
  kind text not null check (kind in ('duty', 'consumption-tax')),
  hs_prefix text not null check (hs_prefix ~ '^[0-9]{0,10}$'),
  percent numeric not null check (percent between 0 and 1000),
  currency text,
  from_minor_per_gram bigint check (from_minor_per_gram >= 0),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  created_at timestamptz not null default now(),
  primary key (jurisdiction, kind, hs_prefix, valid_from),
  check ((currency is null) = (from_minor_per_gram is null))
);
comment on table pricing.tariffs is 'Rates by code of the goods; the longest code that fits decides';
comment on column pricing.tariffs.hs_prefix is 'First digits of the Harmonized System code; empty for all goods, also those without a code';
comment on column pricing.tariffs.from_minor_per_gram is 'Only goods that are worth this or more per gram, in minor units of currency';

create table pricing.levies (
  jurisdiction text not null,
  name text not null,
  regimes text[] not null,
  unit text not null check (unit in ('subheading', 'consignment')),
  minor bigint not null check (minor >= 0),
  currency text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  created_at timestamptz not null default now(),
  primary key (jurisdiction, name, valid_from)
);
comment on table pricing.levies is 'Fixed amounts that come with a case: duty per kind of goods, fees of customs';
comment on column pricing.levies.jurisdiction is 'EU, or the country of delivery that levies it';
comment on column pricing.levies.regimes is 'Cases of landed_rules it comes with';
comment on column pricing.levies.unit is 'subheading: once for each distinct six-digit code in a consignment; consignment: once';

insert into pricing.jurisdiction_members (jurisdiction, country, valid_from, source)
select 'EU', unnest(string_to_array('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK', ' ')),
  date '2013-07-01', 'Regulation (EU) 952/2013 art. 4; VAT Directive 2006/112/EC art. 5';

insert into pricing.landed_rules (jurisdiction, regime, position, valid_from, valid_to, ships_from, carriage, seller_registered, unit, value_basis,
  currency, above_minor, up_to_minor, most_pieces, year_up_to_minor, refusal, tax, tax_percent, tax_share_percent, tax_base, duty, duty_percent,
  duty_less_minor, duty_basis, incoterm, collector, importer, deemed_supplier, source)
select jurisdiction, regime, position, valid_from::date, valid_to::date, string_to_array(ships_from, ' '),
  carriage, seller_registered, unit, value_basis, currency, above_minor, up_to_minor, most_pieces, year_up_to_minor, refusal, tax, tax_percent,
  tax_share_percent, tax_base, duty, duty_percent, duty_less_minor, duty_basis, incoterm, collector, importer, deemed_supplier, source
from (values
  ('EU', 'ioss', 1, '2021-07-01', null, null, null, null::boolean, 'consignment', 'intrinsic', 'EUR', null::bigint, 15000, null::int, null::bigint, null,
    'on-top', null::numeric, 100, 'price', 'none', null::numeric, null::bigint, 'cif', 'DDP', 'platform', 'buyer', true,
    'VAT Directive 2006/112/EC arts. 14a, 369l; Agencia Tributaria, manual for low-value shipments, intrinsic value'),
  ('EU', 'import', 2, '2021-07-01', null, null, null, null, 'consignment', 'intrinsic', 'EUR', 15000, null, null, null, null,
    'on-top', null, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DDP', 'platform', 'buyer', false,
    'VAT Directive 2006/112/EC arts. 85, 86; Agencia Tributaria, manual for low-value shipments, intrinsic value'),
  ('GB', 'supply-vat', 1, '2021-01-01', null, null, null, null, 'consignment', 'intrinsic', 'GBP', null, 13500, null, null, null,
    'on-top', null, 100, 'price', 'none', null, null, 'cif', 'DDP', 'platform', 'buyer', true,
    'HMRC, VAT and overseas goods sold to customers in Great Britain using online marketplaces'),
  ('GB', 'import', 2, '2021-01-01', null, null, null, null, 'consignment', 'intrinsic', 'GBP', 13500, null, null, null, null,
    'on-top', null, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DDP', 'platform', 'buyer', false,
    'HMRC, VAT and overseas goods sold to customers in Great Britain using online marketplaces'),
  ('US', 'import', 1, '2025-08-29', '2026-02-23', null, null, null, null, null, null, null, null, null, null, null,
    'none', null, 100, 'price', 'tariff', null, null, 'fob', 'DAP', 'carrier', 'buyer', false,
    'Federal Register 2025-16802: no duty-free de minimis for any origin'),
  ('CA', 'courier-cusma-free', 1, '2020-07-01', null, 'US MX', 'courier', null, 'consignment', 'fob', 'CAD', null, 4000, null, null, null,
    'none', null, 100, 'price', 'none', null, null, 'fob', 'DAP', 'carrier', 'buyer', false, 'CBSA, courier imports remission, CUSMA thresholds'),
  ('CA', 'courier-cusma-tax', 2, '2020-07-01', null, 'US MX', 'courier', null, 'consignment', 'fob', 'CAD', null, 15000, null, null, null,
    'on-top', 5, 100, 'price', 'none', null, null, 'fob', 'DAP', 'carrier', 'buyer', false, 'CBSA, courier imports remission, CUSMA thresholds; Excise Tax Act s. 165'),
  ('CA', 'relief', 3, '2020-07-01', null, null, null, null, 'consignment', 'fob', 'CAD', null, 2000, null, null, null,
    'none', null, 100, 'price', 'none', null, null, 'fob', 'DAP', 'carrier', 'buyer', false, 'CBSA, courier and postal imports remission'),
  ('CA', 'import', 4, '2020-07-01', null, null, null, null, null, null, null, null, null, null, null, null,
    'on-top', 5, 100, 'price-and-duty', 'tariff', null, null, 'fob', 'DAP', 'carrier', 'buyer', false, 'CBSA, courier and postal imports remission; Excise Tax Act s. 165'),
  ('AU', 'low-value-gst', 1, '2018-07-01', null, null, null, null, 'item', 'fob', 'AUD', null, 100000, null, null, null,
    'on-top', 10, 100, 'price', 'none', null, null, 'fob', 'DDP', 'platform', 'buyer', true, 'ATO LCR 2018/1'),
  ('AU', 'import', 2, '2018-07-01', null, null, null, null, 'item', 'fob', 'AUD', 100000, null, null, null, null,
    'on-top', 10, 100, 'price-and-duty', 'tariff', null, null, 'fob', 'DAP', 'carrier', 'buyer', false, 'ATO LCR 2018/1: a formal import declaration above AUD 1,000'),
  ('NZ', 'low-value-gst', 1, '2019-12-01', null, null, null, null, 'item', 'intrinsic', 'NZD', null, 100000, null, null, null,
    'on-top', 15, 100, 'price', 'none', null, null, 'cif', 'DDP', 'platform', 'buyer', true, 'Inland Revenue, GST on low-value imported goods'),
  ('NZ', 'import', 2, '2019-12-01', null, null, null, null, 'item', 'intrinsic', 'NZD', 100000, null, null, null, null,
    'on-top', 15, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Inland Revenue, GST on low-value imported goods: Customs collects above NZD 1,000'),
  ('SG', 'low-value-gst', 1, '2024-01-01', null, null, null, true, 'item', 'intrinsic', 'SGD', null, 40000, null, null, null,
    'on-top', 9, 100, 'price', 'none', null, null, 'cif', 'DDP', 'platform', 'buyer', true, 'Singapore Customs, GST on low-value goods'),
  ('SG', 'relief', 2, '2024-01-01', null, null, null, null, 'consignment', 'cif', 'SGD', null, 40000, null, null, null,
    'none', null, 100, 'price', 'none', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'IRAS, GST on imports, low-value examples'),
  ('SG', 'import', 3, '2024-01-01', null, null, null, null, 'consignment', 'cif', 'SGD', 40000, null, null, null, null,
    'on-top', 9, 100, 'price', 'none', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'IRAS, GST on imports, low-value examples'),
  ('MY', 'low-value-tax', 1, '2024-01-01', null, null, null, null, 'item', 'intrinsic', 'MYR', null, 50000, null, null, null,
    'on-top', 10, 100, 'goods', 'none', null, null, 'cif', 'DDP', 'platform', 'buyer', true, 'Royal Malaysian Customs Department, guide on low value goods'),
  ('TH', 'import', 1, '2026-01-01', null, null, null, null, null, null, null, null, null, null, null, null,
    'on-top', 7, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Thai Customs Announcement 219/2568; VAT 7 %'),
  ('VN', 'import', 1, '2025-02-18', null, null, null, null, null, null, null, null, null, null, null, null,
    'on-top', null, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Decision 01/2025/QD-TTg: no relief for express goods'),
  ('ID', 'relief', 1, '2025-03-05', null, null, null, null, 'consignment', 'fob', 'USD', null, 300, null, null, null,
    'on-top', null, 100, 'price', 'none', null, null, 'cif', 'DDP', 'platform', 'buyer', false, 'PMK 4/2025'),
  ('ID', 'consignment-goods', 2, '2025-03-05', null, null, null, null, 'consignment', 'fob', 'USD', 300, 150000, null, null, null,
    'on-top', null, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DDP', 'platform', 'buyer', false, 'PMK 4/2025'),
  ('CN', 'cbec', 1, '2019-01-01', null, null, null, null, 'consignment', 'cif', 'CNY', null, 500000, null, 2600000, null,
    'on-top', null, 70, 'price', 'none', null, null, 'cif', 'DDP', 'platform', 'buyer', false, 'Cai Guan Shui [2016] 18, [2018] 49'),
  ('CN', 'cbec-single-item', 2, '2019-01-01', null, null, null, null, 'consignment', 'cif', 'CNY', 500000, null, 1, 2600000, null,
    'on-top', null, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DDP', 'platform', 'buyer', false, 'Cai Guan Shui [2016] 18, [2018] 49'),
  ('CN', 'cbec-split', 3, '2019-01-01', null, null, null, null, 'consignment', 'cif', 'CNY', 500000, null, null, 2600000, 'pricing.split-consignment',
    'none', null, 100, 'price', 'none', null, null, 'cif', 'DAP', 'buyer', 'buyer', false, 'Cai Guan Shui [2016] 18, [2018] 49'),
  ('CN', 'general-trade', 4, '2019-01-01', null, null, null, null, null, null, null, null, null, null, null, 'pricing.over-year-limit',
    'none', null, 100, 'price', 'none', null, null, 'cif', 'DAP', 'buyer', 'buyer', false, 'Cai Guan Shui [2016] 18, [2018] 49'),
  ('JP', 'relief', 1, '2016-01-01', '2028-03-31', null, null, null, 'consignment', 'cif', 'JPY', null, 10000, null, null, null,
    'none', null, 100, 'price', 'none', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Japan Customs, answer 1006'),
  ('JP', 'import', 2, '2016-01-01', null, null, null, null, 'consignment', 'cif', 'JPY', 10000, null, null, null, null,
    'on-top', null, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Japan Customs, answer 1006'),
  ('KR', 'relief-from-us', 1, '2016-01-01', null, 'US', null, null, 'consignment', 'intrinsic', 'USD', null, 20000, null, null, null,
    'none', null, 100, 'price', 'none', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Customs guides 2025-26 (secondary): list clearance of personal goods from the US'),
  ('KR', 'relief', 2, '2016-01-01', null, null, null, null, 'consignment', 'intrinsic', 'USD', null, 15000, null, null, null,
    'none', null, 100, 'price', 'none', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Customs guides 2025-26 (secondary): clearance of personal goods'),
  ('KR', 'import', 3, '2016-01-01', null, null, null, null, null, null, null, null, null, null, null, null,
    'on-top', 10, 100, 'price-and-duty', 'tariff', null, null, 'cif', 'DAP', 'carrier', 'buyer', false, 'Customs guides 2025-26 (secondary); Value-Added Tax Act art. 30'),
  ('BR', 'remessa-low', 1, '2024-08-01', null, null, null, null, 'consignment', 'cif', 'USD', null, 5000, null, null, null,
    'inside', 17, 100, 'price-and-duty', 'percent', 20, null, 'cif', 'DDP', 'platform', 'buyer', false, 'Receita Federal, Remessa Conforme, as reported 29 Jul 2025; ICMS 17 %'),
  ('BR', 'remessa', 2, '2024-08-01', null, null, null, null, 'consignment', 'cif', 'USD', 5000, 300000, null, null, null,
    'inside', 17, 100, 'price-and-duty', 'percent', 60, 2000, 'cif', 'DDP', 'platform', 'buyer', false, 'Receita Federal, Remessa Conforme, as reported 29 Jul 2025; ICMS 17 %')
) as rule (jurisdiction, regime, position, valid_from, valid_to, ships_from, carriage, seller_registered, unit, value_basis, currency, above_minor, up_to_minor,
  most_pieces, year_up_to_minor, refusal, tax, tax_percent, tax_share_percent, tax_base, duty, duty_percent, duty_less_minor, duty_basis, incoterm, collector,
  importer, deemed_supplier, source);

insert into pricing.tariffs (jurisdiction, kind, hs_prefix, percent, currency, from_minor_per_gram, valid_from, source)
select jurisdiction, kind, hs_prefix, percent, currency, per_gram, valid_from::date, source
from (values
  ('ID', 'duty', '', 7.5, null, null::bigint, '2025-03-05', 'PMK 4/2025'),
  ('ID', 'duty', '4202', 25, null, null, '2025-03-05', 'PMK 4/2025: bags'),
  ('ID', 'duty', '61', 25, null, null, '2025-03-05', 'PMK 4/2025: textile goods'),
  ('ID', 'duty', '62', 25, null, null, '2025-03-05', 'PMK 4/2025: textile goods'),
  ('ID', 'duty', '63', 25, null, null, '2025-03-05', 'PMK 4/2025: textile goods'),
  ('ID', 'duty', '64', 25, null, null, '2025-03-05', 'PMK 4/2025: footwear'),
  ('ID', 'duty', '8711', 25, null, null, '2025-03-05', 'PMK 4/2025: bicycles'),
  ('ID', 'duty', '8712', 25, null, null, '2025-03-05', 'PMK 4/2025: bicycles'),
  ('ID', 'duty', '33', 15, null, null, '2025-03-05', 'PMK 4/2025: cosmetics'),
  ('ID', 'duty', '91', 15, null, null, '2025-03-05', 'PMK 4/2025: watches'),
  ('ID', 'duty', '73', 15, null, null, '2025-03-05', 'PMK 4/2025: iron and steel'),
  ('ID', 'duty', '4901', 0, null, null, '2025-03-05', 'PMK 4/2025: books'),
  ('CN', 'consumption-tax', '3304', 15, 'CNY', 1000, '2019-01-01', 'High-end cosmetics from CNY 10 a gram; Cai Guan Shui [2016] 18')
) as tariff (jurisdiction, kind, hs_prefix, percent, currency, per_gram, valid_from, source);

insert into pricing.levies (jurisdiction, name, regimes, unit, minor, currency, valid_from, valid_to, source) values
  ('EU', 'item-duty', '{ioss}', 'subheading', 300, 'EUR', '2026-07-01', '2028-06-30', 'Council of the EU, 11 Feb 2026'),
  ('FR', 'handling-fee', '{ioss}', 'subheading', 200, 'EUR', '2026-03-01', null, 'France, fee on low-value parcels, per HS6 line'),
  ('RO', 'handling-fee', '{ioss}', 'consignment', 2500, 'RON', '2026-01-01', null, 'Romania, fee on low-value parcels'),
  ('IT', 'handling-fee', '{ioss}', 'consignment', 200, 'EUR', '2026-07-01', null, 'Italy, fee on low-value parcels');
