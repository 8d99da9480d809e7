import { isLiteralElement } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'
import { elementsOf } from './ast.ts'
import { parseMessage } from './precompile.ts'

const PLAIN = 'aceinosuyzACEINOSUYZ'
const ACCENTED = 'áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ'

/**
 * An English message in pseudo-language: accented, a third longer, in brackets, placeholders kept.
 * `Save {n}` → `⟦Šávé {n} ··⟧`: on a screen, text without brackets is untranslated, a lost bracket is cut off.
 */
export function pseudo(message: string): string {
  const ast = parseMessage(message, 'en')
  let letters = 0
  for (const element of elementsOf(ast)) {
    if (!isLiteralElement(element)) continue
    letters += element.value.length
    element.value = element.value.replace(/[a-z]/gi, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter)
  }
  return `⟦${printAST(ast)} ${'·'.repeat(Math.ceil(letters / 3))}⟧`
}
