export { isMonth, monthOf, monthsBefore, percentOf } from './agreement.js';
export type { Agreement, AgreementFigures } from './agreement-figures.js';
export { type Ask, type AskedLine, CASE_ASKS, type CaseAsk, type HerAsks, type WaitingAsk } from './asks.js';
export type { Assess, Decision, Judged, Judgement, Suggested } from './assessment.js';
export { createCaseStore } from './case-store.js';
export {
  CALL_OUTCOMES,
  type CallOutcome,
  type ContactDesk,
  type ContactSheet,
  type ShownNumber,
} from './contact-desk.js';
export {
  CONTACT_RULES,
  type ContactGiven,
  type ContactRule,
  type ContactStop,
  FEWEST_REASON,
  isPassable,
} from './contact-rules.js';
export type { CasesInChat, ChatAsk, ChatAsked, LinkedCase } from './cases-in-chat.js';
export { type Cases, type CasesDeps, createCases } from './create-cases.js';
export {
  createDangerScale,
  DANGER_ANSWERS,
  type DangerAnswer,
  type DangerAnswers,
  type DangerLevel,
  type DangerQuestion,
  type DangerResult,
  type DangerScale,
  type DangerScaleData,
  dangerScaleSchema,
} from './danger-scale.js';
export type { StaffNames } from './desk-reading.js';
export type { SavedDraft } from './draft-seal.js';
export { createDrafts, type Drafts, type DraftsDeps } from './drafts.js';
export { type FindCases, type FoundCase, LOOKUP_KINDS, type LookupAsked } from './find-cases.js';
export { createEntryStore } from './entry-store.js';
export { inPlainSight } from './in-plain-sight.js';
export { type Intake, type IntakeDraft, intakeSchema, messageSchema } from './intake.js';
export {
  CHOICES,
  type ChoiceName,
  MOST,
  NONE,
  READY,
  SEVERAL,
  type SeveralName,
  type StepName,
  type TextName,
} from './intake-choices.js';
export { createHear, type Hear, type Heard } from './intake-heard.js';
export {
  applies,
  asksFor,
  type Condition,
  type Door,
  type Group,
  GROUPS,
  INTAKE_STEPS,
  type IntakeStep,
  optionsOf,
  settle,
  stepsOf,
} from './intake-steps.js';
export { decisionSchema, seenOf } from './judgement.js';
export { NEWS_KEY, type Tell } from './news.js';
export { caseNumber, readNumber } from './number.js';
export { type Outlook, readOutlook } from './outlook-store.js';
export { ENTRY_KINDS, type EntryKind } from './entry-kinds.js';
export type { PrintSheet, Proof, ProofKey, Sheet } from './proof.js';
export { type Rating, RATINGS } from './rating.js';
export { createShowDigits, type ShowDigits } from './show-digits.js';
export { isHighStanding } from './standing-danger.js';
export { inTodaysNames, RENAMED, type StoredIntake, type ToldIntake } from './stored-intake.js';
export { type CaseTodo, createTodoStore, type TodoStore } from './todo-store.js';
export { ENDED_STATES, type Transition, TRANSITIONS } from './transitions.js';
export {
  type Acting,
  CASE_CHANNELS,
  CASE_STATES,
  type CaseChannel,
  type CaseDesk,
  type CaseFile,
  type CaseFilter,
  type CaseLine,
  type CaseRow,
  type CaseState,
  type CaseUrgency,
  type ClockKind,
  CLOCKS,
  DESK_CHANNELS,
  type DangerFinding,
  type DangerSheet,
  type Filed,
  type FileCase,
  type Opened,
  type Origin,
  type Slip,
  type TrackedCase,
  type TrackedLine,
  type Tracking,
  URGENCIES,
  type WaitingMessage,
} from './types.js';
