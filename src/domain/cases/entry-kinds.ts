/** What a line of a case's timeline is. Words: `console-cases:timeline.kinds.<kind>`, of a transition those of its name. */
export const ENTRY_KINDS = [
  'from_reporter',
  'to_reporter',
  'note',
  'transition',
  'mandatory_report',
  'danger_assessed',
  'evidence_kept',
  'evidence_removed',
  'evidence_opened',
  'callback_wanted',
  'withdrawal_wanted',
  'rated',
  'contact_removed',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
