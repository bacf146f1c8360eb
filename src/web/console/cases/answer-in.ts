import type { Intake, IntakeStep } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';

/** An answer of a report in words; several are listed. Empty for none. */
export function answerIn(say: Tongue['say'], step: IntakeStep, intake: Partial<Intake>): string {
  const given = [intake[step.name] ?? []].flat();
  return step.kind === 'text'
    ? given.join()
    : given.map((option) => say(`report:steps.${step.name}.options.${option}`)).join(' · ');
}
