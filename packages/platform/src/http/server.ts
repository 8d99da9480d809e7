import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
} from 'fastify'
import type { Logger } from 'pino'
import type { AppConfig } from '../config/index.ts'
import { metricsRoute, type Metrics } from '../metrics/index.ts'
import { acceptJson } from './bodies.ts'
import { answerBadConnection, handleErrors } from './errors.ts'
import { sendProblem } from './problem.ts'
import { healthRoutes, refuseWhenStopping, type ReadyCheck } from './health.ts'
import { observeRequests } from './observe.ts'
import { guardOrigin } from './csrf.ts'
import { limitRequests } from './rate-limits.ts'
import { secureHeaders } from './security-headers.ts'
import { limitSlowBodies, type BodyTimes } from './slow-bodies.ts'
import type { UploadLimits } from './upload-places.ts'
import { limitUploads, MAX_UPLOAD_BYTES, UPLOAD_LIMITS } from './upload.ts'
import { validatorCompiler } from './validation.ts'

export interface HttpServerOptions {
  config: Pick<
    AppConfig,
    'publicUrl' | 'production' | 'trustProxy' | 'metricsToken' | 'requestsPerMinute' | 'sandboxPspUrl'
  >
  log: Logger
  metrics: Metrics
  /** What must answer for the process to be ready, such as the database; read at each look, so it may grow. */
  ready?: readonly ReadyCheck[]
  /** For tests. */
  timeouts?: HttpTimeouts
  /** For tests. */
  uploads?: UploadLimits
}

/** How long a client may take to send; Node looks only every so often, so a cut comes up to `checkEveryMs` late. */
export interface HttpTimeouts extends BodyTimes {
  headersMs: number
  /** Whatever it is, headers and body together. */
  longestMs: number
  checkEveryMs: number
}

const TIMEOUTS: HttpTimeouts = {
  headersMs: 5_000,
  requestMs: 10_000,
  paceMs: 5_000,
  longestMs: 120_000,
  checkEveryMs: 1_000,
}
const BODY_LIMIT_BYTES = 1024 * 1024

/**
 * The HTTP server that routes are mounted on: time-outs that hold, limits, security headers, `/healthz`, `/readyz`,
 * `/metrics`, problem+json for every error. Mount before `listen`; close with `closeGracefully`.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { config, log, metrics, ready = [], timeouts = TIMEOUTS, uploads = UPLOAD_LIMITS } = options
  const app: FastifyInstance = fastify<Server>({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
    genReqId: ({ headers }) => traceIdOf(headers.traceparent),
    trustProxy: trustOf(config.trustProxy),
    bodyLimit: BODY_LIMIT_BYTES,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: false, // what still arrives is answered; `connection: close` sends the client elsewhere
    requestTimeout: timeouts.longestMs,
    http: { headersTimeout: timeouts.headersMs, connectionsCheckingInterval: timeouts.checkEveryMs },
    clientErrorHandler: answerBadConnection,
    // No hook limits what still comes with it.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply.header('connection', 'close'), error),
  })

  app.setValidatorCompiler(validatorCompiler)
  acceptJson(app)
  observeRequests(app, metrics)
  secureHeaders(app, config)
  refuseWhenStopping(app)
  limitRequests(app, config.requestsPerMinute)
  limitUploads(app, uploads)
  limitSlowBodies(app, timeouts, uploads)
  guardOrigin(app, config.publicUrl)
  handleErrors(app)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], globalDecompression: false })
  await app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 10, fieldSize: 10_000, parts: 11 },
  })
  healthRoutes(app, ready)
  metricsRoute(app, metrics, { token: config.metricsToken, production: config.production })
  return app
}

/** The caller's trace, or a new one: 32 hexadecimal digits. Source: W3C Trace Context, `traceparent`. */
function traceIdOf(traceparent: string | string[] | undefined): string {
  const given = typeof traceparent === 'string' ? /^00-([0-9a-f]{32})-/.exec(traceparent)?.[1] : undefined
  return given ?? randomUUID().replaceAll('-', '') // ten times cheaper than randomBytes, which is not batched
}

/** The framework takes a number of proxies as a question: believe this address, so many hops before us? */
function trustOf(proxies: AppConfig['trustProxy']): FastifyServerOptions['trustProxy'] {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies
  return proxies === false ? false : [...proxies]
}
