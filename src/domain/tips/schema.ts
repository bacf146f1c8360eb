import { z } from 'zod';
import { knowledgeEntrySchema } from '../knowledge/index.js';
import { isDay, WEEKDAYS } from './days.js';

const { audiences, bands, sources, reviewed_on, review_by } = knowledgeEntrySchema.shape;
const name = z.string().regex(/^[a-z][a-z0-9_]+$/);
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((s) => [...s].length <= most, `at most ${most} characters`);

const shippedTip = z.strictObject({
  id: name,
  /** What a person reads first: on a locked screen, in a list. */
  title: words(16),
  /** The first sentence says what to do. */
  text: words(160),
  bands,
  audiences,
  /** Themes under which a subscriber gets the tip; her own theme file is one of them. */
  topics: z.array(name).min(1),
  /** Whether title and text may stand on a locked screen that somebody else sees; if not, only a notice is shown. */
  neutral: z.boolean(),
  sources,
  reviewed_on,
  review_by,
});
const translatedTip = z.strictObject({ id: name, title: words(48), text: words(320), sources });

const themeFile = <Tip extends z.ZodType>(tip: Tip) =>
  z.strictObject({
    theme: name,
    /** The name under which people subscribe. */
    title: words(40),
    tips: z.array(tip).min(1),
  });
/** One file of `locales/zh-CN/tips/`. */
export const themeFileSchema = themeFile(shippedTip);
/** One file of another language: wording only; the rest is that of the Chinese tip. */
export const themeTranslationSchema = themeFile(translatedTip);

/** A tip as it is sent: one language, complete. */
export const tipSchema = z.strictObject({
  ...shippedTip.shape,
  title: translatedTip.shape.title,
  text: translatedTip.shape.text,
  locale: z.string(),
  theme: name,
});
export type Tip = z.infer<typeof tipSchema>;

const day = z.string().refine(isDay, 'is no day of the calendar');
/** A day of every year; 29 February is none. */
const monthDay = z
  .string()
  .refine((s) => /^\d{2}-\d{2}$/.test(s) && isDay(`2027-${s}`), 'is no day of every year');
const weekdays = z.array(z.enum(WEEKDAYS)).min(1);

/** When an occasion comes round. Every rule gives dates in every year. */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), day: monthDay }),
  /** The n-th such weekday of the month; -1 is the last. A fifth does not come every year. */
  z.strictObject({
    kind: z.literal('nth_weekday'),
    month: z.number().int().min(1).max(12),
    weekday: z.enum(WEEKDAYS),
    n: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]),
  }),
  /** These days of the week, Monday to Sunday, that holds the day. */
  z.strictObject({ kind: z.literal('week_of'), day: monthDay, on: weekdays }),
  /** These weekdays from one day to another, both included; it may run over New Year (11-01 to 03-31). */
  z.strictObject({
    kind: z.literal('season'),
    from: monthDay,
    to: monthDay,
    on: weekdays,
    /** Every how many weeks, counted from the first such weekday of the season. */
    every_weeks: z.number().int().min(1).max(8).optional(),
    /** Weeks within the season that have further days, each week. */
    busier: z.strictObject({ from: monthDay, to: monthDay, on: weekdays }).optional(),
  }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type Season = Extract<Rule, { kind: 'season' }>;

/** What goes first when several tips fall on one day: life and limb before all else. */
export const RANKS = ['life', 'health', 'growth', 'civic'] as const;

const occasionSchema = z
  .strictObject({
    id: name,
    title: z.strictObject({ 'zh-CN': words(24), en: words(60) }),
    rank: z.enum(RANKS),
    rule: ruleSchema,
    /** Days ahead of the date on which tips go out; on the day itself when not given. */
    lead_days: z.array(z.number().int().min(0).max(60)).min(1).optional(),
    /** Narrower than the tips' own; when not given, the tips decide. */
    bands: bands.optional(),
    audiences: audiences.optional(),
    tips: z.array(name).min(1),
    /** `all`: each sending brings all tips, everybody gets those that fit. `in_turn`: each sending brings the next one. */
    deal: z.enum(['all', 'in_turn']),
    /** The date stands under a yearly notice: the rule is only a guess until staff enter the dates of the year. */
    confirm: z.boolean().optional(),
    /** For staff: which notice, whose, and what the rule assumes. */
    note: words(120).optional(),
    /** Hand-made dates by year: for a season some of them, for all other rules exactly these. */
    examples: z.record(z.string().regex(/^\d{4}$/), z.array(day).min(1)),
  })
  .refine((occasion) => !occasion.confirm || occasion.note, {
    path: ['note'],
    message: 'says what has to be confirmed',
  });
export type Occasion = z.infer<typeof occasionSchema>;

/** `locales/calendar.yaml`. */
export const calendarSchema = z.strictObject({ occasions: z.array(occasionSchema).min(1) });
export type Calendar = z.infer<typeof calendarSchema>;
