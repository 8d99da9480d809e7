import reviews from 'virtual:messages/reviews'
import { lateTexts } from '../mall/late-texts.ts'

/** The texts of reviews and questions, which only those who write need. */
export const { with: withReviewTexts, get: reviewTexts } = lateTexts(reviews)
