import { defineService } from '@tradewind/platform/service'
import { messaging } from './contract/index.ts'
import { errandsConsumer, sendTask, uses } from './post.ts'

/** Mails to people, in their language, each once. */
export const messagingService = defineService({
  name: 'messaging',
  contract: messaging,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create: (deps) => ({ operations: {}, consumers: [errandsConsumer(deps)], tasks: [sendTask(deps)] }),
})
