export { isMonth, monthOf, monthsBefore, percentOf } from './agreement.js';
export type { Agreement, AgreementFigures } from './agreement-figures.js';
export type { Assess, Decision, Judged, Judgement, Suggested } from './assessment.js';
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
export type { Tell } from './desk-changing.js';
export type { StaffNames } from './desk-reading.js';
export {
  CHOICES,
  type Intake,
  INTAKE_STEPS,
  type IntakeDraft,
  intakeSchema,
  type IntakeStep,
  messageSchema,
  MOST,
  optionsOf,
  settle,
  type StepName,
  stepsOf,
} from './intake.js';
export { decisionSchema, seenOf } from './judgement.js';
export { caseNumber, readNumber } from './number.js';
export { createShowDigits, type ShowDigits } from './show-digits.js';
export { isHighStanding } from './standing-danger.js';
export { type CaseTodo, createTodoStore, type TodoStore } from './todo-store.js';
export { ENDED_STATES, type Transition, TRANSITIONS } from './transitions.js';
export {
  type Acting,
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
  type DangerFinding,
  type DangerSheet,
  type Filed,
  type FileCase,
  type Origin,
  type Slip,
  type TrackedCase,
  type TrackedLine,
  type Tracking,
  URGENCIES,
  type WaitingMessage,
} from './types.js';
