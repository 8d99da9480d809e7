export { appendAudit, type AuditEntry } from './append.ts'
export { noteAuditHead, readAuditHeads } from './heads.ts'
export { listAudit, type AuditRow } from './list.ts'
export { verifyAudit, type AuditHead, type AuditVerdict } from './verify.ts'
