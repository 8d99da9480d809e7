/** A line of an order, as far as packing needs it. */
export interface Packable {
  id: string
  quantity: number
  shipped: number
}

/** A parcel being packed: what of each line goes in. */
export interface ParcelForm {
  carrier: string
  trackingNumber: string
  weightGrams: number | undefined
  quantities: Record<string, number>
}

/** Units of each line that were not sent yet. */
export const leftOf = ({ quantity, shipped }: Packable): number => Math.max(0, quantity - shipped)

/** Units of each line that no parcel holds yet; below zero when parcels hold more than there is. */
export const unpackedOf = (line: Packable, parcels: readonly ParcelForm[]): number =>
  parcels.reduce((left, { quantities }) => left - (quantities[line.id] ?? 0), leftOf(line))

/** One more parcel with everything that is still unpacked. */
export const withParcel = (
  parcels: readonly ParcelForm[],
  lines: readonly Packable[],
  carrier: string,
): ParcelForm[] => [
  ...parcels,
  {
    carrier,
    trackingNumber: '',
    weightGrams: undefined,
    quantities: Object.fromEntries(lines.map((line) => [line.id, Math.max(0, unpackedOf(line, parcels))])),
  },
]

/** The parcels as the API takes them; empty ones are left out. */
export const shipmentOf = (parcels: readonly ParcelForm[]) =>
  parcels
    .map(({ carrier, trackingNumber, weightGrams, quantities }) => ({
      carrier: carrier.trim(),
      ...(trackingNumber.trim() === '' ? {} : { trackingNumber: trackingNumber.trim() }),
      ...(weightGrams === undefined ? {} : { weightGrams }),
      lines: Object.entries(quantities)
        .filter(([, quantity]) => quantity > 0)
        .map(([lineId, quantity]) => ({ lineId, quantity })),
    }))
    .filter(({ lines }) => lines.length > 0)
