/** What somebody may be (角色). An account may hold several. */
export const ROLES = ['administrator', 'case_officer', 'editor', 'broadcaster', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may do what: the one permission table. What stands nowhere is forbidden. The administrator manages accounts and reads no
 * case; the auditor sees who did what and no content.
 */
export const PERMISSIONS = {
  case_list: ['case_officer'],
  case_view: ['case_officer'],
  case_change: ['case_officer'],
  case_intake: ['case_officer'],
  case_find: ['case_officer'],
  evidence_open: ['case_officer'],
  alarm_view: ['administrator', 'case_officer'],
  triage_view: ['administrator', 'case_officer'],
  question_list: ['case_officer', 'editor'],
  question_answer: ['case_officer', 'editor'],
  knowledge_view: ['case_officer', 'editor'],
  knowledge_edit: ['case_officer', 'editor'],
  knowledge_publish: ['editor'],
  figure_view: ['administrator', 'editor'],
  figure_edit: ['editor'],
  figure_edit_hours: ['administrator', 'editor'],
  duty_edit: ['administrator'],
  tip_view: ['editor', 'broadcaster'],
  broadcast_view: ['administrator', 'broadcaster'],
  broadcast_write: ['broadcaster'],
  broadcast_approve: ['administrator', 'broadcaster'],
  broadcast_control: ['administrator', 'broadcaster'],
  staff_view: ['administrator', 'auditor'],
  staff_manage: ['administrator'],
  audit_view: ['auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Action = keyof typeof PERMISSIONS;

/** Whether one of the roles may do it. */
export function may(roles: readonly string[], action: Action): boolean {
  const allowed: readonly string[] = PERMISSIONS[action];
  return roles.some((role) => allowed.includes(role));
}
