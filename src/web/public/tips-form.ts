import { z } from 'zod';
import { birthMonth, CAREGIVERS, MOST_CHILDREN, type Wishes } from '../../domain/tips/index.js';
import { AppError } from '../../lib/errors.js';
import type { FormSize } from '../middleware/body.js';

/** Every theme, group and child as a field of its own. */
export const TIPS_FORM: FormSize = { fields: 80, bytes: 16 * 1024 };

/** The form as it was sent: what stays on the page when it can't be taken. */
export interface TipsForm {
  readonly topics: readonly string[];
  readonly caregivers: ReadonlyArray<(typeof CAREGIVERS)[number]>;
  /** As they were written, also those that can't be read. */
  readonly months: readonly string[];
  readonly township: string;
  readonly consent: boolean;
}
export type TipsProblem = 'months' | 'consent';

export const EMPTY_TIPS_FORM: TipsForm = {
  topics: [],
  caregivers: [],
  months: [],
  township: '',
  consent: false,
};

const several = <T extends z.ZodType<string, string>>(item: T, most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .pipe(z.array(item).max(most));
const word = z.string().max(60);
const sent = z.looseObject({
  topics: several(word, 60),
  caregivers: several(z.enum(CAREGIVERS), CAREGIVERS.length),
  months: several(word, MOST_CHILDREN),
  township: word.default(''),
  consent: z.string().optional(),
});
const envelope = z.looseObject({
  token: z.string().max(100).optional(),
  submission: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22,64}$/)
    .optional(),
});

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new AppError('bad_request', 400);
  }
  return parsed.data;
}

/** What the form proves and carries beside the wishes. Throws `bad_request` (400). */
export const readEnvelope = (body: unknown) => read(envelope, body);

/** The wishes as they were sent. Throws `bad_request` (400) for what the page could not have sent. */
export function readTipsForm(body: unknown): TipsForm {
  const { topics, caregivers, months, township, consent } = read(sent, body);
  return {
    topics,
    caregivers,
    months: months.map((month) => month.trim()).filter((month) => month !== ''),
    township,
    consent: consent !== undefined,
  };
}

/** `2019-05` of whatever people write for it: 2019-5, 2019.05, 201905, 2019年5月; undefined when it is none. */
function monthOf(text: string): string | undefined {
  const [, year = '', month = ''] =
    /^(\d{4})\s*[-./年]?\s*(\d{1,2})\s*月?$/.exec(text.normalize('NFKC')) ?? [];
  return birthMonth.safeParse(`${year}-${month.padStart(2, '0')}`).data;
}

/** What may be chosen. */
export interface Offered {
  readonly topics: readonly string[];
  readonly townships: readonly string[];
}

/**
 * The wishes that the form makes, or what is wrong with it. A month without the guardian's consent is a problem, not silently dropped.
 * Throws `bad_request` (400) for a choice that the page does not offer.
 */
export function checkTipsForm(
  form: TipsForm,
  offered: Offered,
): { readonly wishes: Wishes } | { readonly problems: readonly TipsProblem[] } {
  const { topics, caregivers, township, consent } = form;
  const isOffered =
    topics.every((topic) => offered.topics.includes(topic)) &&
    (township === '' || offered.townships.includes(township));
  if (!isOffered) {
    throw new AppError('bad_request', 400);
  }
  const months = form.months.map(monthOf);
  const problems: TipsProblem[] = [
    ...(months.includes(undefined) ? (['months'] as const) : []),
    ...(months.length > 0 && !consent ? (['consent'] as const) : []),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  const birthMonths = [...new Set(months.filter((month) => month !== undefined))].sort();
  return { wishes: { topics, caregivers, birthMonths, township: township === '' ? null : township } };
}

/** Wishes as the form shows them. Months that are stored stand under a consent. */
export function formOf({ topics, caregivers, birthMonths, township }: Wishes): TipsForm {
  return {
    topics,
    caregivers,
    months: birthMonths,
    township: township ?? '',
    consent: birthMonths.length > 0,
  };
}
