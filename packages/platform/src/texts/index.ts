export { apartTexts } from './apart.ts'
export { humanLanguages, machineMarksOf, shownText, type MachineMarks } from './human-languages.ts'
export {
  hashOfText,
  markTexts,
  sourceLocaleOf,
  type FieldMark,
  type KeptMark,
  type MarkStatus,
} from './marks.ts'
export { textOperations } from './operations.ts'
export type { TextSource, Thing, ThingField, Values } from './source.types.ts'
