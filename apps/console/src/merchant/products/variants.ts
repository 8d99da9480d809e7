/** A chosen option of a product with the values it comes in. */
export interface ChosenOption {
  key: string
  values: string[]
}

/** What a variant has chosen, such as `{ colour: 'blue', size: 'm' }`. */
export type Choice = Readonly<Record<string, string>>

/** Most variants of a product. */
export const MOST_VARIANTS = 200

/** Every combination of values, the last option turning fastest; one empty choice for a product without options. */
export const combinationsOf = (options: readonly ChosenOption[]): Choice[] =>
  options.reduce<Choice[]>(
    (choices, { key, values }) =>
      choices.flatMap((choice) => values.map((value) => ({ ...choice, [key]: value }))),
    [{}],
  )

/** How many variants the options make. */
export const countOf = (options: readonly ChosenOption[]): number =>
  options.reduce((count, { values }) => count * values.length, 1)

export const sameChoice = (a: Choice, b: Choice): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => a[key] === b[key])
}

/**
 * The rows of a variant table after its options were changed: known rows stay with all that was written in them, new
 * ones are `made`. A row follows its choice; when an option is added, the first new combination inherits the row it
 * came from, so that no article number or stock is lost by one more option.
 */
export function rearranged<Row extends { options: Choice }>(
  rows: readonly Row[],
  options: readonly ChosenOption[],
  made: (choice: Choice) => Row,
): Row[] {
  const left = [...rows]
  const take = (fits: (row: Row) => boolean): Row | undefined => {
    const index = left.findIndex(fits)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const choices = combinationsOf(options)
  const exact = choices.map((choice) => take((row) => sameChoice(row.options, choice)))
  return choices.map((choice, index) => {
    const row =
      exact[index] ?? take((known) => partOf(known.options, choice) || partOf(choice, known.options))
    return row ? { ...row, options: choice } : made(choice)
  })
}

const partOf = (part: Choice, whole: Choice): boolean =>
  Object.entries(part).every(([key, value]) => whole[key] === value)

/** An article number for a new variant: the product's with its values, such as `MUG-BLUE-M`. */
export const skuOf = (base: string, choice: Choice): string =>
  [base, ...Object.values(choice)]
    .map((part) => part.toUpperCase().replace(/[^A-Z0-9]+/g, '-'))
    .filter((part) => part !== '')
    .join('-')
    .slice(0, 64)
