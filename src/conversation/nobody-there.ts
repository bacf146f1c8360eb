import { type DutyTongue, type OnDuty, openingInWords } from '../domain/duty/index.js';
import type { Locale, Reply, Say } from './types.js';

/** What she has just done: sent a report, or asked for somebody to speak to. */
export type Wanting = 'report' | 'person';

/**
 * What she is told when nobody is there: that it is so, when somebody is, and whom to call meanwhile. Null while somebody is there, and
 * for who wants a person while it is unknown: what she is told of 12338 says so already.
 */
export function nobodyThere(duty: OnDuty, wanting: Wanting, tongue: DutyTongue): string | null {
  const first = firstSentence(duty, wanting, tongue);
  return first && `${first}\n${tongue.say('duty:meanwhile')}`;
}

/** The reply to a report, and when somebody reads it. */
export function andWhenItIsRead(say: Say, locale: Locale, duty: OnDuty, reply: Reply): Reply {
  const nobody = nobodyThere(duty, 'report', { locale, say: (key, params) => say(locale, key, params) });
  return nobody ? { ...reply, text: `${reply.text}\n${nobody}` } : reply;
}

function firstSentence(duty: OnDuty, wanting: Wanting, tongue: DutyTongue): string | null {
  switch (duty.kind) {
    case 'staffed':
      return null;
    case 'unknown':
      return wanting === 'report' ? tongue.say('duty:report.unknown') : null;
    case 'away':
      return duty.next
        ? tongue.say(`duty:${wanting}.away`, { when: openingInWords(duty.next, tongue) })
        : tongue.say(`duty:${wanting}.closed`);
  }
}
