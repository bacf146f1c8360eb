import type { IntakeDraft } from './intake.js';
import {
  CHOICES,
  type ChoiceName,
  MOST,
  SEVERAL,
  type SeveralName,
  type StepName,
  type TextName,
} from './intake-choices.js';

/** Where the form is filled in. */
export type Door = 'chat' | 'page' | 'console';

/** Questions that belong together: a folded part of the page, skipped in one go in the chat. `told` is the short form. */
export const GROUPS = ['told', 'who', 'place', 'other', 'help', 'contact', 'consent'] as const;
export type Group = (typeof GROUPS)[number];

/** Asked only when one of these answers was chosen, or when none of them was. */
export type Condition = { readonly name: ChoiceName | SeveralName } & (
  { readonly is: readonly string[] } | { readonly not: readonly string[] }
);

/**
 * One question of the intake form. Its words are `report:steps.<name>.question`, `.hint` (may be empty), `.label` and, of a choice,
 * `report:steps.<name>.options.<option>`.
 */
export type IntakeStep = {
  readonly group: Group;
  /** Only this one can't be skipped. */
  readonly required?: true;
  /** An answer counts only then. */
  readonly when?: Condition;
  /** Asked only there; a given answer counts everywhere. */
  readonly doors?: readonly Door[];
  /** A minor is asked only these; what she answers besides counts all the same. */
  readonly ofMinors?: true;
} & (
  | { readonly name: ChoiceName; readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly name: SeveralName; readonly kind: 'choices'; readonly options: readonly string[] }
  | {
      readonly name: TextName;
      readonly kind: 'text';
      readonly most: number;
      readonly long?: true;
      /** Her own words to that question: written below it, and in the chat its answer in words. */
      readonly of?: SeveralName;
    }
);

const choice = (group: Group, name: ChoiceName) =>
  ({ group, name, kind: 'choice', options: CHOICES[name] }) as const;
const choices = (group: Group, name: SeveralName) =>
  ({ group, name, kind: 'choices', options: SEVERAL[name] }) as const;
const text = (group: Group, name: TextName) => ({ group, name, kind: 'text', most: MOST[name] }) as const;
const wordsOf = (of: SeveralName, name: TextName) =>
  ({ ...text('help', name), of, doors: ['page', 'console'] }) as const;

const byPhone: Condition = { name: 'contact', is: ['phone'] };
const byNumber: Condition = { name: 'contact', is: ['phone', 'sms'] };
const ofMinors = true;

/** The intake form (登记): defined once, asked step by step in chat, laid out on `/help`, compact in the console. */
export const INTAKE_STEPS: readonly IntakeStep[] = [
  { ...choice('told', 'danger'), ofMinors },
  { ...text('told', 'happened'), long: true, required: true, ofMinors },
  { ...choice('who', 'reporter'), ofMinors },
  { ...choice('who', 'minor'), when: { name: 'reporter', not: ['minor'] } },
  { ...text('who', 'with_whom'), when: { name: 'reporter', is: ['minor'] }, ofMinors },
  text('place', 'place_of_harm'),
  text('place', 'residence'),
  { ...text('place', 'report_place'), doors: ['console'] },
  choice('other', 'relation'),
  choice('other', 'other_age'),
  { ...choice('other', 'lives_together'), when: { name: 'relation', not: ['stranger'] } },
  text('other', 'other_work'),
  choices('help', 'wish'),
  wordsOf('wish', 'wish_words'),
  choices('help', 'needs'),
  choices('help', 'earlier'),
  {
    ...wordsOf('earlier', 'earlier_words'),
    when: { name: 'earlier', not: ['none'] },
  },
  { ...choice('contact', 'contact'), ofMinors },
  { ...text('contact', 'phone'), when: byNumber, ofMinors },
  { ...text('contact', 'safe_time'), when: byNumber, ofMinors },
  { ...choice('contact', 'answerer'), when: byPhone },
  { ...choice('contact', 'voicemail'), when: byPhone },
  { ...text('contact', 'code_word'), when: byNumber },
  { ...choice('contact', 'neutral'), when: byNumber },
  { ...text('contact', 'neutral_words'), when: { name: 'neutral', is: ['own'] } },
  choice('consent', 'help'),
  choices('consent', 'share'),
  text('consent', 'withhold'),
  choice('consent', 'statistics'),
];

/** The options that a door offers: to be told in the chat that there is news makes sense only where there is one. */
export const optionsOf = (
  step: IntakeStep & { readonly kind: 'choice' | 'choices' },
  door: Door,
): readonly string[] => step.options.filter((option) => door === 'chat' || option !== 'chat');

const meets = (draft: IntakeDraft, condition: Condition): boolean => {
  const given = [draft[condition.name] ?? []].flat();
  return 'is' in condition
    ? given.some((option) => condition.is.includes(option))
    : !given.some((option) => condition.not.includes(option));
};

/** Whether an answer to this counts, with what else was answered. */
export const applies = ({ when }: IntakeStep, draft: IntakeDraft): boolean =>
  when === undefined || meets(draft, when);

/** Whether a draft asks for this at a door. */
export const asksFor = (step: IntakeStep, draft: IntakeDraft, door: Door): boolean =>
  applies(step, draft) &&
  (step.doors?.includes(door) ?? true) &&
  (step.ofMinors === true || draft.reporter !== 'minor');

/** The steps that a draft asks for at a door, and those that are answered already. */
export const stepsOf = (draft: IntakeDraft, door: Door): readonly IntakeStep[] =>
  INTAKE_STEPS.filter(
    (step) => asksFor(step, draft, door) || (applies(step, draft) && draft[step.name] !== undefined),
  );

/** A draft without answers to questions that no longer apply, e.g. a phone number after "do not contact me". */
export function settle<Draft extends IntakeDraft>(draft: Draft): Draft {
  return INTAKE_STEPS.reduce<Draft>(
    (settled, step) => (applies(step, settled) ? settled : without(settled, step.name)),
    draft,
  );
}

function without<Draft extends IntakeDraft>(draft: Draft, name: StepName): Draft {
  const { [name]: _dropped, ...rest } = draft;
  return rest as Draft;
}
