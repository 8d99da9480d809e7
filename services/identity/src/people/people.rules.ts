/** The form in which addresses are kept and compared. */
export const normaliseEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()
