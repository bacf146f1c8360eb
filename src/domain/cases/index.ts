export type { Assess, Suggested } from './assessment.js';
export { type Cases, type CasesDeps, createCases } from './create-cases.js';
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
export { caseNumber, readNumber } from './number.js';
export { createShowDigits, type ShowDigits } from './show-digits.js';
export { type CaseTodo, createTodoStore, type TodoStore } from './todo-store.js';
export { type Transition, TRANSITIONS } from './transitions.js';
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
  type Filed,
  type FileCase,
  type Origin,
  type Slip,
  type TrackedCase,
  type TrackedLine,
  type Tracking,
  URGENCIES,
} from './types.js';
