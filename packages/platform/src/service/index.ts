export * from './deadline.ts'
export * from './definition.ts'
