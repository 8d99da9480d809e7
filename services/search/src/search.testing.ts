export { openMall } from './mall.testing.ts'
export { copyInIndex } from './reading/copies.testing.ts'
