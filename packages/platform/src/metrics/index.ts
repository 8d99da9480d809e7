export { createMetrics, type ConsumerLag, type Metrics, type PoolLevels } from './metrics.ts'
export { metricsRoute, type MetricsAccess } from './metrics.routes.ts'
