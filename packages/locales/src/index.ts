export { createTranslator } from './translator.ts'
export type { Catalogue, Message, Messages, RichPart, Translator, TranslatorOptions } from './translator.ts'
export { NAMESPACES, type Namespace } from './namespaces.ts'
export { measureText, unitText } from './measure.ts'
