import { z } from 'zod';

const words = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]{2,40}$/),
  /** Doesn't count towards the sum: one yes is high danger by itself. */
  special: z.boolean(),
  /** As it is asked of her. */
  ask: words,
  /** What a yes means, for staff. */
  short: words,
});

/** `locales/danger-assessment.yaml`. */
export const dangerScaleSchema = z
  .strictObject({
    source: words,
    /** What she is told before the first question. */
    intro: words,
    /** How many yes make it medium, and high. */
    thresholds: z.strictObject({ medium: z.int().positive(), high: z.int().positive() }),
    questions: z.array(questionSchema),
  })
  .refine(({ questions }) => new Set(questions.map(({ id }) => id)).size === questions.length, {
    message: 'two questions have the same id',
  })
  .refine(
    ({ thresholds: { medium, high }, questions }) =>
      medium < high && high <= questions.filter(({ special }) => !special).length,
    { message: 'thresholds have to rise and to be within reach' },
  );
export type DangerScaleData = z.infer<typeof dangerScaleSchema>;
export type DangerQuestion = z.infer<typeof questionSchema>;

/** Skipped, not asked and not sure are all `unknown`: never a no. */
export const DANGER_ANSWERS = ['yes', 'no', 'unknown'] as const;
export type DangerAnswer = (typeof DANGER_ANSWERS)[number];
/** By a question's id; one that is missing is unknown. */
export type DangerAnswers = Readonly<Record<string, DangerAnswer>>;

/** The level that the known answers prove. */
type Proven = 'high' | 'medium' | 'low';
/** `unclear`: nothing graver than low is proven, and something is unknown. */
export type DangerLevel = Proven | 'unclear';

/** What an assessment came to. */
export interface DangerResult {
  /** Of `medium`, unknown answers may still make more; `low` has none. */
  readonly level: DangerLevel;
  /** How many of the questions that count are a yes. */
  readonly score: number;
  /** How many of all questions, special ones too, are unknown. */
  readonly unknown: number;
  /** Whether a special question is a yes. */
  readonly special: boolean;
  /** What it would be if every unknown answer were a yes. */
  readonly worst: Proven;
}

/** The danger assessment (危险评估), the same for whoever asks: chat, web form, officer. */
export interface DangerScale extends Pick<DangerScaleData, 'source' | 'intro'> {
  readonly questions: readonly DangerQuestion[];
  /** An answer to every question and to nothing else. */
  settle(answers: DangerAnswers): DangerAnswers;
  score(answers: DangerAnswers): DangerResult;
}

/** The scale as its data have it (妇联规程 2018, annex): 0–3 low, 4–5 medium, from 6 or with one special yes high. */
export function createDangerScale({ source, intro, thresholds, questions }: DangerScaleData): DangerScale {
  const answerTo = (answers: DangerAnswers, { id }: DangerQuestion): DangerAnswer =>
    DANGER_ANSWERS.find((known) => Object.hasOwn(answers, id) && known === answers[id]) ?? 'unknown';
  const proven = (are: (question: DangerQuestion) => boolean): Proven => {
    const score = questions.filter((question) => !question.special && are(question)).length;
    const isHigh =
      score >= thresholds.high || questions.some((question) => question.special && are(question));
    return isHigh ? 'high' : score >= thresholds.medium ? 'medium' : 'low';
  };
  return {
    source,
    intro,
    questions,
    settle: (answers) => Object.fromEntries(questions.map((each) => [each.id, answerTo(answers, each)])),
    score(answers) {
      const yes = questions.filter((each) => answerTo(answers, each) === 'yes');
      const unknown = questions.filter((each) => answerTo(answers, each) === 'unknown').length;
      const known = proven((each) => yes.includes(each));
      return {
        level: known === 'low' && unknown > 0 ? 'unclear' : known,
        score: yes.filter(({ special }) => !special).length,
        unknown,
        special: yes.some(({ special }) => special),
        worst: proven((each) => answerTo(answers, each) !== 'no'),
      };
    },
  };
}
