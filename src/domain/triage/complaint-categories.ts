/** The complaint categories, equal to the database values (fact sheet §3; labels in `locales/<language>/complaint.json`). */
export const COMPLAINT_CATEGORIES = [
  'domestic_violence',
  'sexual_assault',
  'trafficking',
  'minor_harm',
  'sexual_harassment',
  'personality_rights',
  'employment_discrimination',
  'labor_rights',
  'land_property',
  'marriage_family',
  'reproductive_health',
  'social_support',
  'other',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];
