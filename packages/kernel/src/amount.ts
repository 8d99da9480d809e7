/** An amount in whole minor units (cents, yen, fils) of one currency: `{ minor: 1999, currency: 'EUR' }` is EUR 19.99. */
export interface Money {
  readonly minor: number
  readonly currency: string
}
