export { emitFacts, producerOf } from './emit.ts'
export { Pulse } from './pulse.ts'
export { Relay } from './relay.ts'
export { subscriptionsOf, type Subscription } from './subscription.ts'
