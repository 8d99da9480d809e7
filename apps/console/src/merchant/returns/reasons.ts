import type { Answer } from '@tradewind/api-client'
import { t } from '../../shell/texts.ts'

export type StoreReturn = Answer<'orders.getStoreReturn'>

/** Why a buyer sends something back, in the reader's words. */
export const reasonText = (reason: StoreReturn['reason']): string =>
  ({
    'changed-mind': t('merchant.reason-changed-mind'),
    damaged: t('merchant.reason-damaged'),
    'wrong-item': t('merchant.reason-wrong-item'),
    'not-as-described': t('merchant.reason-not-as-described'),
    'arrived-late': t('merchant.reason-arrived-late'),
  })[reason]
