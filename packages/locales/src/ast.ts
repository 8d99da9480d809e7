import {
  isArgumentElement,
  isDateElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser'

/** A message taken apart by the ICU parser; plain JSON, so that it can be made at build time. */
export type Ast = MessageFormatElement[]

/** What a placeholder expects; a param of kind `text` may be anything that prints. */
export type ArgumentKind = 'text' | 'number' | 'date' | 'time' | 'select' | 'plural' | 'selectordinal' | 'tag'

/** Every element of a message, those of branches and tags too, in the order they stand. */
export function* elementsOf(ast: Ast): Generator<MessageFormatElement> {
  for (const element of ast) {
    yield element
    if (isTagElement(element)) yield* elementsOf(element.children)
    if (isSelectElement(element) || isPluralElement(element)) {
      for (const option of Object.values(element.options)) yield* elementsOf(option.value)
    }
  }
}

/** The placeholders of a message by name, each with the kinds it is used as. */
export function argumentsOf(ast: Ast): Map<string, Set<ArgumentKind>> {
  const found = new Map<string, Set<ArgumentKind>>()
  for (const element of elementsOf(ast)) {
    if (isLiteralElement(element) || isPoundElement(element)) continue
    found.set(element.value, (found.get(element.value) ?? new Set()).add(kindOf(element)))
  }
  return found
}

function kindOf(element: MessageFormatElement): ArgumentKind {
  if (isArgumentElement(element)) return 'text'
  if (isNumberElement(element)) return 'number'
  if (isDateElement(element)) return 'date'
  if (isSelectElement(element)) return 'select'
  if (isPluralElement(element)) return element.pluralType === 'ordinal' ? 'selectordinal' : 'plural'
  return isTagElement(element) ? 'tag' : 'time'
}
