import type { AnyService } from '@tradewind/platform/service'
import { catalogService } from '@tradewind/catalog/service'
import { contentService } from '@tradewind/content/service'
import { favouritesService } from '@tradewind/favourites/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { identityService } from '@tradewind/identity/service'
import { inventoryService } from '@tradewind/inventory/service'
import { merchantsService } from '@tradewind/merchants/service'
import { messagingService } from '@tradewind/messaging/service'
import { ordersService } from '@tradewind/orders/service'
import { paymentsService } from '@tradewind/payments/service'
import { pricingService } from '@tradewind/pricing/service'
import { privacyService } from '@tradewind/privacy/service'
import { recommendService } from '@tradewind/recommend/service'
import { reviewsService } from '@tradewind/reviews/service'
import { searchService } from '@tradewind/search/service'
import { settlementService } from '@tradewind/settlement/service'
import { translationService } from '@tradewind/translation/service'

/** Every service of the installation, callees before callers. */
export const SERVICES: readonly AnyService[] = [
  identityService,
  merchantsService,
  catalogService,
  pricingService,
  inventoryService,
  fulfilmentService,
  searchService,
  paymentsService,
  ordersService,
  reviewsService,
  recommendService,
  favouritesService,
  settlementService,
  contentService,
  translationService,
  messagingService,
  privacyService,
]
