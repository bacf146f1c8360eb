/** Longest text of a form field, in code points. */
export const MOST = {
  happened: 8000,
  with_whom: 200,
  place_of_harm: 200,
  residence: 200,
  report_place: 200,
  other_work: 200,
  wish_words: 400,
  earlier_words: 400,
  phone: 40,
  safe_time: 200,
  code_word: 40,
  neutral_words: 200,
  withhold: 400,
  message: 4000,
} as const;

/** The answers of which one is chosen, in the order in which they are shown. The first is the cautious one where it matters. */
export const CHOICES = {
  danger: ['now', 'before', 'no'],
  reporter: ['self', 'other', 'witness', 'minor', 'heard'],
  minor: ['yes', 'no', 'unknown'],
  /** Who the other party is to her (or to whoever was harmed). */
  relation: ['partner', 'ex', 'parent', 'family', 'colleague', 'teacher', 'neighbour', 'stranger', 'other'],
  other_age: ['adult', 'minor', 'unknown'],
  lives_together: ['yes', 'no', 'unknown'],
  contact: ['no', 'phone', 'sms', 'page', 'chat'],
  answerer: ['me', 'others'],
  voicemail: ['no', 'yes'],
  /** What is said when somebody else may hear it. */
  neutral: ['notice', 'survey', 'wrong_number', 'own'],
  help: ['yes', 'record'],
  statistics: ['no', 'yes'],
} as const;

/** "None of these": chosen with others, the others count. */
export const NONE = 'none';

/** The answers of which several may be chosen. */
export const SEVERAL = {
  wish: ['advice', 'protection', 'legal', 'mediation', 'department', 'record'],
  earlier: [NONE, 'police', 'federation', 'court', 'other'],
  needs: ['police', 'medical', 'shelter', 'legal', 'psychological', 'economic', 'child_care'],
  /** Departments that may be told; none means: ask first. */
  share: ['police', 'civil_affairs', 'court', 'school', 'health'],
} as const;

/** Sentences that say what happened for who can't write now: `report:ready.<name>`. */
export const READY = ['later', 'hurt', 'threatened', 'child'] as const;

export type ChoiceName = keyof typeof CHOICES;
export type SeveralName = keyof typeof SEVERAL;
export type TextName = Exclude<keyof typeof MOST, 'message'>;
export type StepName = ChoiceName | SeveralName | TextName;
