import { AppError } from '../../lib/errors.js';
import type { Ask } from './asks.js';
import { intakeSchema } from './intake.js';
import { MOST } from './intake-choices.js';
import { settle } from './intake-steps.js';
import { ratingText } from './rating.js';
import { keptText } from './say-in-case.js';
import type { Report } from './seal.js';

/** What stands in the line of an ask; null for none. Throws what `Asking` says of words. */
export function wordsOf(ask: Ask): string | null {
  switch (ask.kind) {
    case 'callback':
      return short('safe_time', ask.window);
    case 'object':
      return keptText(ask.words);
    case 'withdrawal':
      return ifAny(ask.words);
    case 'rating':
      return ratingText(ask.rating, ifAny(ask.words));
    case 'removal':
      return null;
  }
}

/** The report with how she is reached from now on; the same one when nothing changes. Throws `phone_missing` (400). */
export function reportAfter(report: Report, ask: Ask): Report {
  const { intake } = report;
  switch (ask.kind) {
    case 'callback': {
      const phone = ask.phone.trim() === '' ? intake.phone : short('phone', ask.phone);
      if (phone === undefined) {
        throw new AppError('phone_missing');
      }
      const safe_time = short('safe_time', ask.window);
      return { ...report, intake: settle({ ...intake, contact: 'phone', phone, safe_time }) };
    }
    case 'removal': {
      const statistics = intake.statistics && 'no';
      return { ...report, intake: settle({ ...intake, contact: 'no', statistics }) };
    }
    case 'object':
    case 'withdrawal':
    case 'rating':
      return report;
  }
}

const ifAny = (words: string): string | null => (words.trim() === '' ? null : keptText(words));

const MISSING = { safe_time: 'window_missing', phone: 'phone_missing' } as const;

/** A field of the intake form as it is kept. Throws when it is missing or too long. */
function short(name: 'safe_time' | 'phone', text: string): string {
  const kept = intakeSchema.shape[name].safeParse(text);
  if (kept.success && kept.data !== undefined) {
    return kept.data;
  }
  throw text.trim() === ''
    ? new AppError(MISSING[name])
    : new AppError('text_too_long', 400, { limit: MOST[name] });
}
