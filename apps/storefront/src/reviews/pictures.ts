import { ApiError, type Item } from '@tradewind/api-client'

export type ReviewPicture = Item<'reviews.listReviews'>['pictures'][number]

/** Puts up a picture of what somebody bought; a multipart form, which the typed client does not know. Throws ApiError. */
export async function uploadPicture(file: File): Promise<ReviewPicture> {
  const body = new FormData()
  // Fields before the file: the server reads the form once, from its beginning.
  body.append('purpose', 'review')
  body.append('file', file)
  const response = await fetch('/api/catalog/files', {
    method: 'POST',
    headers: { 'X-Portal': 'mall' },
    body,
  })
  const answer = (await response.json()) as { picture?: ReviewPicture | null; code?: string }
  if (!response.ok || !answer.picture) throw new ApiError(response.status, answer)
  return answer.picture
}
