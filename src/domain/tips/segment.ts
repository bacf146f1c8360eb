import { z } from 'zod';
import { AGE_BANDS } from '../language/index.js';
import type { Target } from './audience.js';
import { CAREGIVERS } from './wishes.js';
import type { Segment } from './types.js';

const name = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
/** A group in which nothing is ticked picks nobody out: it is not given then. */
const group = <T extends z.ZodType<string>>(item: T) =>
  z
    .array(item)
    .max(60)
    .transform((items) => (items.length === 0 ? undefined : [...new Set(items)]))
    .optional();

const schema = z.strictObject({
  topics: group(name),
  caregivers: group(z.enum(CAREGIVERS)),
  bands: group(z.enum(AGE_BANDS)),
  townships: group(name),
});

/** A segment as staff gave it, without the groups that pick nobody out. Throws a `ZodError` for what is no segment. */
export function readSegment(segment: Segment): Segment {
  const read = schema.parse(segment);
  return Object.fromEntries(Object.entries(read).filter(([, items]) => items !== undefined));
}

/** Whom a tip is for, as a segment: tips never ask where somebody lives. */
export function segmentOf({ topics, audiences, bands }: Target): Segment {
  const ages = bands.filter((band) => band !== 'any');
  return { topics, caregivers: audiences, ...(bands.includes('any') ? {} : { bands: ages }) };
}
