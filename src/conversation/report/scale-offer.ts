import type { TurnDeps } from '../turn-deps.js';
import type { ReportFlow } from './flow.js';

/** Before the review she is offered the danger assessment, once, when it is about violence at home. */
export const offerScale = ({ hear }: Pick<TurnDeps, 'hear'>, flow: ReportFlow): ReportFlow =>
  flow.step === 'review' &&
  !flow.offered &&
  flow.draft.assessment === undefined &&
  hear(flow.draft).asksDanger
    ? { ...flow, step: 'scale', offered: true }
    : flow;
