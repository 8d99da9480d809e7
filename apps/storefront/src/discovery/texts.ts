import discovery from 'virtual:messages/discovery'
import { lateTexts } from '../mall/late-texts.ts'

/** The texts of what is compared and suggested; only what shows such things loads them. */
export const {
  load: loadDiscoveryTexts,
  with: withDiscoveryTexts,
  get: discoveryTexts,
} = lateTexts(discovery)
