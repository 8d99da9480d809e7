import { answerOf, ApiError, sendFile, type Item } from '@tradewind/api-client'

export type ReviewPicture = Item<'reviews.listReviews'>['pictures'][number]

/** Puts up a picture of what somebody bought. Throws ApiError. */
export async function uploadPicture(file: File): Promise<ReviewPicture> {
  const { picture } = await answerOf(
    sendFile<{ picture: ReviewPicture | null }>('/api/catalog/files', file, {
      headers: { 'X-Portal': 'mall' },
      fields: { purpose: 'review' },
    }),
  )
  if (!picture) throw new ApiError(500)
  return picture
}
