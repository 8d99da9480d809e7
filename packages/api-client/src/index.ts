export { createApi, type Api, type ApiOptions } from './client.ts'
export { ApiError, answerOf, type FieldFault } from './answer.ts'
export { sendFile } from './send-file.ts'
export type * from './types.ts'
