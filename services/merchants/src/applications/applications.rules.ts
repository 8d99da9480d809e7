import type { Static } from 'typebox'
import type { ApplicationStatus } from '../contract/index.ts'

type Status = Static<typeof ApplicationStatus>

/** An application is decided once. */
const NEXT_STATUS: Readonly<Record<Status, readonly Status[]>> = {
  submitted: ['approved', 'rejected'],
  approved: [],
  rejected: [],
}

export const mayBecome = (from: Status, to: Status): boolean => NEXT_STATUS[from].includes(to)
