import { z } from 'zod';
import { DANGER_ANSWERS } from './danger-scale.js';
import { CHOICES, MOST, NONE, SEVERAL } from './intake-choices.js';

/** What a report may hold: the one schema of the chat, the web form and the console. Only `happened` has to be there. */
export const intakeSchema = z.strictObject({
  danger: one(CHOICES.danger),
  happened: text(MOST.happened),
  reporter: one(CHOICES.reporter),
  minor: one(CHOICES.minor),
  with_whom: words(MOST.with_whom),
  place_of_harm: words(MOST.place_of_harm),
  residence: words(MOST.residence),
  /** Where it was told to staff: it decides which Federation coordinates (受理家暴投诉工作规程 2018, 6). */
  report_place: words(MOST.report_place),
  relation: one(CHOICES.relation),
  other_age: one(CHOICES.other_age),
  lives_together: one(CHOICES.lives_together),
  other_work: words(MOST.other_work),
  wish: several(SEVERAL.wish),
  wish_words: words(MOST.wish_words),
  needs: several(SEVERAL.needs),
  earlier: several(SEVERAL.earlier),
  earlier_words: words(MOST.earlier_words),
  /** Whether and how she may be contacted; not given means: do not. */
  contact: one(CHOICES.contact),
  phone: words(MOST.phone),
  safe_time: words(MOST.safe_time),
  /** Who may answer; not given means: only she. */
  answerer: one(CHOICES.answerer),
  /** Whether a message may be left; not given means: none. */
  voicemail: one(CHOICES.voicemail),
  code_word: words(MOST.code_word),
  neutral: one(CHOICES.neutral),
  neutral_words: words(MOST.neutral_words),
  /** Whether anything is to be done at all. */
  help: one(CHOICES.help),
  share: several(SEVERAL.share),
  withhold: words(MOST.withhold),
  /** Whether it may be counted without name; not given means: no. */
  statistics: one(CHOICES.statistics),
  /** Her answers to the danger assessment, by question; kept as an assessment of its own when the report is filed. */
  assessment: z
    .record(z.string().regex(/^[a-z][a-z_]{2,40}$/), z.enum(DANGER_ANSWERS))
    .refine((answers) => Object.keys(answers).length <= MOST_QUESTIONS)
    .optional(),
});
export type Intake = z.infer<typeof intakeSchema>;
/** A form that is being filled in. */
export type IntakeDraft = Partial<Intake>;

const MOST_QUESTIONS = 30;

/** A message of either side about a case, or a reason that staff give. */
export const messageSchema = text(MOST.message);

function one<const Options extends readonly [string, ...string[]]>(options: Options) {
  return z.enum(options).optional();
}

/** Several of these, each once and in the order in which they are offered, whatever the door. */
function several<const Options extends readonly [string, ...string[]]>(options: Options) {
  return z
    .array(z.enum(options))
    .min(1)
    .max(options.length)
    .transform((chosen) => inOrder(options, chosen))
    .optional();
}

function inOrder<Option extends string>(options: readonly Option[], chosen: readonly Option[]): Option[] {
  const given = options.filter((option) => chosen.includes(option));
  return given.length > 1 ? given.filter((option) => option !== NONE) : given;
}

function words(most: number) {
  return text(most).optional();
}

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
