export { createMetrics, type ConsumerLag, type Figure, type Metrics, type PoolLevels } from './metrics.ts'
export { metricsRoute, type MetricsAccess } from './metrics.routes.ts'
