import { z } from 'zod';
import type { Wishes } from './types.js';

export const CAREGIVERS = ['parent', 'grandparent', 'expectant'] as const;
/** More children than that nobody has to name: the tips come by age. */
export const MOST_CHILDREN = 6;
const MOST_TOPICS = 40;

const name = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
/** `YYYY-MM`, also of a child to be born. */
export const birthMonth = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/);
const each = <T extends z.ZodType<string>>(item: T, most: number) =>
  z
    .array(item)
    .transform((items) => [...new Set(items)])
    .refine((items) => items.length <= most);

/** Wishes as they are stored: each thing once. */
export const wishesSchema = z.strictObject({
  topics: each(name, MOST_TOPICS),
  caregivers: each(z.enum(CAREGIVERS), CAREGIVERS.length),
  birthMonths: each(birthMonth, MOST_CHILDREN),
  township: name.nullable(),
}) satisfies z.ZodType<Wishes>;
