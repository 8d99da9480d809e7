import { AppError, type TextParams } from '@tradewind/kernel'

/** A file that is refused for what it is: forms hold it in the field `file`. */
export const refusedFile = (
  status: number,
  code: string,
  params: TextParams = {},
  cause?: unknown,
): AppError => new AppError(status, code, { params, cause, fields: [{ path: 'file', code, params }] })
