export { fittingSize } from './fit.ts'
export { openPaper, type Paper, type TextStyle } from './paper.ts'
export { drawTable, type Column } from './table.ts'
