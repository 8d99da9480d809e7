export { appendAudit, type AuditEntry } from './append.ts'
export { listAudit, type AuditRow } from './list.ts'
export { verifyAudit, type AuditHead, type AuditVerdict } from './verify.ts'
