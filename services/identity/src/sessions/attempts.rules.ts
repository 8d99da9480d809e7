/** Wrong log-ins that are answered at once; from then on each takes longer. */
export const FREE_ATTEMPTS = 20
/** The pause after the last free attempt; it doubles with each further one. */
export const FIRST_PAUSE_SECONDS = 30
export const LONGEST_PAUSE_SECONDS = 900
/** So long after the last attempt all is forgotten. */
export const FORGET_AFTER_SECONDS = 3600
/** The same for codes: who tries many knows the password already. */
export const FORGET_CODES_AFTER_SECONDS = 86_400
