import { exportPersonRoute } from '@tradewind/platform/contract'
import { files } from './files.ts'
import { internalProducts } from './internal-products.ts'
import { languages } from './languages.ts'
import { products } from './products.ts'
import { ratings } from './ratings.ts'
import { taxonomy } from './taxonomy.ts'

export * from './events.ts'
export * from './files.ts'
export * from './internal-products.ts'
export * from './languages.ts'
export { TaxCategory, VariantInput } from './product-fields.ts'
export * from './products.ts'
export * from './ratings.ts'
export * from './taxonomy.ts'

export const catalog = {
  ...taxonomy,
  ...products,
  ...ratings,
  ...files,
  ...internalProducts,
  ...languages,
  exportPerson: exportPersonRoute('catalog'),
}
