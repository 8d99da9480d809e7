/** A figure as it is sent: `7,5` → `7.5`. */
export const plainDecimal = (typed: string): string => typed.trim().replace(',', '.')
