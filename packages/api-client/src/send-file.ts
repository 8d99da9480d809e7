interface FileOptions {
  /** Sent with the call, such as `{ 'X-Portal': 'mall' }`. */
  headers?: Record<string, string>
  fields?: Readonly<Record<string, string>>
}

/**
 * Sends a file as a multipart form, which the typed client does not know: `T` is what the operation's contract
 * answers. To be awaited through `answerOf`.
 */
export async function sendFile<T>(
  path: string,
  file: File,
  { headers, fields = {} }: FileOptions = {},
): Promise<{ data?: T; error?: unknown; response: Response }> {
  const body = new FormData()
  // Fields before the file: the server reads the form once, from its beginning.
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', file)
  const response = await fetch(path, { method: 'POST', headers, body })
  if (response.ok) return { data: (await response.json()) as T, response }
  // What stands before the server refuses in words of its own.
  return { error: await response.json().catch(() => undefined), response }
}
