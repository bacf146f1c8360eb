import fc from 'fast-check';
import {
  DANGER_ANSWERS,
  type Intake,
  INTAKE_STEPS,
  type IntakeDraft,
  intakeSchema,
} from '../../src/domain/cases/index.js';
import { dangerScale } from './danger-scale.js';

/** Words of a person, as a box takes them: no blanks at their ends, which are cut off. */
const words = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(most, 30) })
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => text !== '' && !/\r/.test(text) && [...text].length <= most);

/** Any answers to any questions of the form, also to those that don't apply. */
export const drafts: fc.Arbitrary<IntakeDraft> = fc
  .record(
    Object.fromEntries(
      INTAKE_STEPS.map((step) => [
        step.name,
        step.kind === 'text'
          ? words(step.most)
          : step.kind === 'choice'
            ? fc.constantFrom(...step.options)
            : fc.subarray([...step.options], { minLength: 1 }),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((draft) => intakeSchema.partial().parse(draft));

const assessments = fc.dictionary(
  fc.constantFrom(...dangerScale.questions.map(({ id }) => id)),
  fc.constantFrom(...DANGER_ANSWERS),
  { minKeys: 1 },
);

/** Any report that can be sent, with or without a danger assessment. */
export const intakes: fc.Arbitrary<Intake> = fc
  .tuple(drafts, words(200), fc.option(assessments, { nil: undefined }))
  .map(([draft, happened, assessment]) =>
    intakeSchema.parse({ ...draft, happened, ...(assessment ? { assessment } : {}) }),
  );

/** A seed of its own for each run, printed so that a failure can be run again with `SEED` in the environment. */
export function newSeed(): number {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`fast-check seed ${seed}`);
  return seed;
}
