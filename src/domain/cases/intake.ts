import { z } from 'zod';

/** Longest text of a form field, in code points. */
export const MOST = { happened: 8000, place: 200, phone: 40, safe_time: 200, message: 4000 } as const;

/** The answers that a choice offers, in the order in which they are shown. The first is the cautious one where it matters. */
export const CHOICES = {
  reporter: ['self', 'other', 'minor'],
  danger: ['now', 'before', 'no'],
  minor: ['yes', 'no', 'unknown'],
  wish: ['advice', 'protection', 'legal', 'mediation', 'department', 'record'],
  contact: ['no', 'phone', 'page', 'chat'],
  consent: ['no', 'yes'],
} as const;

type ChoiceName = keyof typeof CHOICES;
type TextName = 'happened' | 'place' | 'phone' | 'safe_time';
export type StepName = ChoiceName | TextName;

/** What a report may hold: the one schema of the chat, the web form and the phone. Only `happened` has to be there. */
export const intakeSchema = z.strictObject({
  reporter: z.enum(CHOICES.reporter).optional(),
  happened: text(MOST.happened),
  place: text(MOST.place).optional(),
  danger: z.enum(CHOICES.danger).optional(),
  minor: z.enum(CHOICES.minor).optional(),
  wish: z.enum(CHOICES.wish).optional(),
  /** Whether and how she may be contacted; not given means: do not. */
  contact: z.enum(CHOICES.contact).optional(),
  phone: text(MOST.phone).optional(),
  safe_time: text(MOST.safe_time).optional(),
  /** Whether what she told may be passed to the departments that have to act; not given means: ask first. */
  consent: z.enum(CHOICES.consent).optional(),
});
export type Intake = z.infer<typeof intakeSchema>;
/** A form that is being filled in. */
export type IntakeDraft = Partial<Intake>;

/** Text of a person: kept as written but for what a database or a reader can't take (NUL, lone surrogates); counted in code points. */
function text(most: number) {
  return z
    .string()
    .transform((value) =>
      value
        .replaceAll('\0', '')
        .replace(/\p{Surrogate}/gu, '\uFFFD')
        .trim(),
    )
    .refine((value) => value !== '' && [...value].length <= most);
}

/** A message of either side about a case, or a reason that staff give. */
export const messageSchema = text(MOST.message);

/**
 * One question of the intake form. Its words are `report:steps.<name>.question`, `.hint` (may be empty) and, of a choice,
 * `report:steps.<name>.options.<option>`.
 */
export type IntakeStep = {
  /** Only this one can't be skipped. */
  readonly required?: true;
  /** Asked only when this says so. */
  readonly when?: (draft: IntakeDraft) => boolean;
} & (
  | { readonly name: ChoiceName; readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly name: TextName; readonly kind: 'text'; readonly most: number; readonly long?: true }
);

const byPhone = (draft: IntakeDraft) => draft.contact === 'phone';
const choice = (name: ChoiceName) => ({ name, kind: 'choice', options: CHOICES[name] }) as const;

/** The intake form (登记): defined once, asked step by step in chat, laid out on `/help`, compact in the console. */
export const INTAKE_STEPS: readonly IntakeStep[] = [
  choice('danger'),
  { name: 'happened', kind: 'text', most: MOST.happened, long: true, required: true },
  choice('reporter'),
  { ...choice('minor'), when: (draft) => draft.reporter !== 'minor' },
  { name: 'place', kind: 'text', most: MOST.place },
  choice('wish'),
  choice('contact'),
  { name: 'phone', kind: 'text', most: MOST.phone, when: byPhone },
  { name: 'safe_time', kind: 'text', most: MOST.safe_time, when: byPhone },
  choice('consent'),
];

/** The options that a door offers: to be told in the chat that there is news makes sense only where there is one. */
export const optionsOf = (
  step: IntakeStep & { readonly kind: 'choice' },
  door: 'chat' | 'page',
): readonly string[] => step.options.filter((option) => door === 'chat' || option !== 'chat');

/** The steps that a draft asks for. */
export const stepsOf = (draft: IntakeDraft): readonly IntakeStep[] =>
  INTAKE_STEPS.filter((step) => step.when?.(draft) ?? true);

/** A draft without answers to questions that are no longer asked, e.g. a phone number after "do not contact me". */
export function settle(draft: IntakeDraft): IntakeDraft {
  return byPhone(draft) ? draft : { ...draft, phone: undefined, safe_time: undefined };
}
