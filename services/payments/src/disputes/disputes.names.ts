/** The task that takes an answer to the provider. */
export const SEND_DISPUTE_ANSWER = 'send-dispute-answer'
