import { files } from './files.ts'
import { internalProducts } from './internal-products.ts'
import { products } from './products.ts'
import { reviews } from './reviews.ts'
import { taxonomy } from './taxonomy.ts'

export * from './events.ts'
export * from './files.ts'
export * from './internal-products.ts'
export { TaxCategory, VariantInput } from './product-fields.ts'
export * from './products.ts'
export * from './reviews.ts'
export * from './taxonomy.ts'

export const catalog = { ...taxonomy, ...products, ...reviews, ...files, ...internalProducts }
