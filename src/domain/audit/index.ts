export { type AuditQuestion, type AuditRoom, createAuditRoom } from './audit-room.js';
export {
  AUDIT_ACTIONS,
  AUDIT_SUBJECTS,
  type AuditAction,
  type AuditEntry,
  type AuditLine,
  type AuditStore,
  type AuditSubject,
  createAuditStore,
} from './audit-store.js';
