import { Type } from 'typebox'
import {
  AddressInput,
  AddressSchema,
  BasisPoints,
  CountrySchema,
  CurrencySchema,
  Exact,
  Id,
  LocalizedTextSchema,
  Nullable,
  PageInput,
  PageOf,
  Slug,
  Timestamp,
  Version,
  exportPersonRoute,
  route,
  textRoutes,
} from '@tradewind/platform/contract'

export * from './events.ts'

/** How the operator works with a store: its own, suppliers' goods on commission or bought outright, or a recruited merchant. */
export const BusinessModel = Type.Enum(['own', 'consignment', 'outright', 'recruited'])
export const SettlementPeriod = Type.Enum(['weekly', 'monthly'])
export const ApplicationStatus = Type.Enum(['submitted', 'approved', 'rejected'])
export const StoreStatus = Type.Enum(['open', 'suspended'])

const company = {
  companyName: Type.String({ minLength: 2, maxLength: 160 }),
  country: CountrySchema,
  registrationNumber: Type.String({ minLength: 2, maxLength: 60 }),
  taxNumber: Type.Optional(Type.String({ maxLength: 60 })),
  contactName: Type.String({ minLength: 1, maxLength: 120 }),
  phone: Type.String({ pattern: '^\\+[1-9][0-9]{5,14}$' }),
  storeName: Type.String({ minLength: 2, maxLength: 80 }),
  currency: CurrencySchema,
  documents: Type.Array(Id('fil'), { maxItems: 10, description: 'files uploaded before' }),
}

export const Application = Type.Object({
  id: Id('apl'),
  ...company,
  applicantId: Id('usr'),
  status: ApplicationStatus,
  reason: Nullable(Type.String()),
  storeId: Nullable(Id('sto')),
  submittedAt: Timestamp,
  decidedAt: Nullable(Timestamp),
  version: Version,
})

export const Contract = Type.Object({
  id: Id('ctr'),
  storeId: Id('sto'),
  businessModel: BusinessModel,
  commissionBasisPoints: BasisPoints,
  settlementPeriod: SettlementPeriod,
  validFrom: Timestamp,
})

export const Store = Type.Object({
  id: Id('sto'),
  slug: Slug,
  name: Type.String(),
  description: Type.String(),
  country: CountrySchema,
  currency: CurrencySchema,
  businessModel: BusinessModel,
  status: StoreStatus,
  openedAt: Timestamp,
})

export const StoreSettings = Type.Object({
  id: Id('sto'),
  slug: Slug,
  name: LocalizedTextSchema(80),
  description: LocalizedTextSchema(2000),
  country: CountrySchema,
  currency: CurrencySchema,
  status: StoreStatus,
  /** Where buyers send goods back; null until the store says so. */
  returnAddress: Nullable(AddressSchema),
  contract: Contract,
  version: Version,
})

const terms = {
  businessModel: BusinessModel,
  commissionBasisPoints: BasisPoints,
  settlementPeriod: SettlementPeriod,
}

export const merchants = {
  ...textRoutes('merchants'),
  apply: route({
    method: 'POST',
    path: '/applications',
    capability: 'merchant.apply',
    role: 'buyer',
    idempotent: true,
    summary: 'Apply to sell',
    input: Exact(company),
    output: Application,
    errors: ['merchants.already-applied'],
  }),
  myApplications: route({
    method: 'GET',
    path: '/applications/mine',
    capability: 'merchant.application.list',
    role: 'buyer',
    summary: 'Own applications',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(Application) }),
  }),
  listApplications: route({
    method: 'GET',
    path: '/admin/applications',
    capability: 'admin.merchant.list',
    role: 'operator',
    permission: 'merchants.read',
    summary: 'Applications by state',
    input: Exact({ status: Type.Optional(ApplicationStatus), ...PageInput }),
    output: PageOf(Application),
  }),
  approve: route({
    method: 'POST',
    path: '/admin/applications/{applicationId}/approve',
    capability: 'admin.merchant.approve',
    role: 'operator',
    permission: 'merchants.write',
    summary: 'Open the store under a contract',
    input: Exact({ applicationId: Id('apl'), ...terms }),
    output: Application,
    errors: ['merchants.already-decided'],
  }),
  reject: route({
    method: 'POST',
    path: '/admin/applications/{applicationId}/reject',
    capability: 'admin.merchant.reject',
    role: 'operator',
    permission: 'merchants.write',
    summary: 'Decline with a reason',
    input: Exact({ applicationId: Id('apl'), reason: Type.String({ minLength: 3, maxLength: 1000 }) }),
    output: Application,
    errors: ['merchants.already-decided'],
  }),
  suspend: route({
    method: 'POST',
    path: '/admin/stores/{storeId}/suspend',
    capability: 'admin.merchant.suspend',
    role: 'operator',
    permission: 'merchants.write',
    summary: 'Take a store’s goods off sale, or put them back',
    input: Exact({
      storeId: Id('sto'),
      suspended: Type.Boolean(),
      reason: Type.String({ minLength: 3, maxLength: 1000 }),
    }),
    output: StoreSettings,
  }),
  listStores: route({
    method: 'GET',
    path: '/admin/stores',
    capability: 'admin.store.list',
    role: 'operator',
    permission: 'merchants.read',
    summary: 'Stores with their contracts',
    input: Exact({ ...PageInput }),
    output: PageOf(StoreSettings),
  }),
  createContract: route({
    method: 'POST',
    path: '/admin/stores/{storeId}/contracts',
    capability: 'admin.contract.create',
    role: 'operator',
    permission: 'merchants.write',
    idempotent: true,
    summary: 'New terms from now on; orders keep the terms under which they were placed',
    input: Exact({ storeId: Id('sto'), ...terms }),
    output: Contract,
  }),
  getStore: route({
    method: 'GET',
    path: '/stores/{slug}',
    capability: 'store.get',
    role: 'anonymous',
    summary: 'One store',
    cacheSeconds: 30,
    input: Exact({ slug: Slug }),
    output: Store,
  }),
  listOpenStores: route({
    method: 'GET',
    path: '/stores',
    capability: 'store.list',
    role: 'anonymous',
    summary: 'Open stores',
    cacheSeconds: 30,
    input: Exact({ ...PageInput }),
    output: PageOf(Store),
  }),
  getOwnStore: route({
    method: 'GET',
    path: '/store',
    capability: 'merchant.store.get',
    role: 'merchant',
    summary: 'Own store',
    input: Exact({}),
    output: StoreSettings,
  }),
  updateOwnStore: route({
    method: 'PUT',
    path: '/store',
    capability: 'merchant.store.update',
    role: 'merchant',
    permission: 'store.write',
    ifMatch: true,
    summary: 'Change name, description and return address',
    input: Exact({
      name: LocalizedTextSchema(80),
      description: LocalizedTextSchema(2000),
      /** Left as it is when absent. */
      returnAddress: Type.Optional(AddressInput),
    }),
    output: StoreSettings,
  }),
  getStores: route({
    method: 'POST',
    path: '/internal/stores',
    capability: 'merchants.stores.get',
    role: 'system',
    summary: 'Stores with the contract in force and their texts as readers get them, by id',
    input: Exact({ storeIds: Type.Array(Id('sto'), { maxItems: 500 }) }),
    output: Type.Array(StoreSettings),
  }),
  importStores: route({
    method: 'POST',
    path: '/internal/stores/import',
    capability: 'merchants.stores.import',
    role: 'system',
    summary: 'Create stores for a demo or a load, by slug; repeating changes nothing',
    input: Exact({
      stores: Type.Array(
        Exact({
          slug: Slug,
          name: LocalizedTextSchema(80),
          description: LocalizedTextSchema(2000),
          country: CountrySchema,
          currency: CurrencySchema,
          ownerId: Type.Optional(Id('usr')),
          returnAddress: Type.Optional(AddressSchema),
          ...terms,
        }),
        { maxItems: 1000 },
      ),
    }),
    output: Type.Array(Type.Object({ slug: Slug, id: Id('sto') })),
  }),
  exportPerson: exportPersonRoute('merchants'),
}
