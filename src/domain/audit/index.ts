export {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditEntry,
  type AuditLine,
  type AuditStore,
  createAuditStore,
} from './audit-store.js';
