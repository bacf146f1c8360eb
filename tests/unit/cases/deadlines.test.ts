import { describe, expect, it } from 'vitest';
import { dueAt, extendedFinish } from '../../../src/domain/cases/deadlines.js';
import type { CaseUrgency, ClockKind } from '../../../src/domain/cases/index.js';

/** As a person in Shanghai would write it. */
const at = (local: string) => new Date(`${local}+08:00`);
const endOf = (day: string) => at(`${day}T23:59:59.999`);
const due = (kind: ClockKind, start: string, urgency: CaseUrgency = 'normal') =>
  dueAt(kind, at(start), urgency);

describe('the clocks of a case, by hand-made dates', () => {
  it.each([
    ['an emergency: an hour', '2026-11-24T10:00:00', 'emergency', at('2026-11-24T11:00:00')],
    ['an emergency at night: an hour', '2026-12-31T23:30:00', 'emergency', at('2027-01-01T00:30:00')],
    ['an urgent one: 24 hours, weekend or not', '2026-11-28T10:00:00', 'urgent', at('2026-11-29T10:00:00')],
    ['Tuesday: until Friday', '2026-11-24T10:00:00', 'normal', endOf('2026-11-27')],
    ['Wednesday: over the weekend to Monday', '2026-11-25T10:00:00', 'normal', endOf('2026-11-30')],
    ['Friday evening: until Wednesday', '2026-11-27T23:59:00', 'normal', endOf('2026-12-02')],
    ['Saturday just after midnight: until Wednesday', '2026-11-28T00:01:00', 'normal', endOf('2026-12-02')],
    ['Sunday: until Wednesday', '2026-11-29T12:00:00', 'normal', endOf('2026-12-02')],
  ] as const)('first contact, %s', (_name, start, urgency, expected) => {
    expect(due('first_contact', start, urgency)).toEqual(expected);
  });

  it.each([
    ['mandatory_report', '2026-11-24T10:00:00', at('2026-11-25T10:00:00')],
    ['tell_receipt', '2026-11-24T10:00:00', endOf('2026-12-09')],
    ['tell_receipt', '2026-12-20T23:59:59', endOf('2027-01-04')],
    ['finish', '2026-11-24T10:00:00', endOf('2027-01-23')],
    ['finish', '2028-01-01T00:00:00', endOf('2028-03-01')],
    ['follow_up', '2026-11-24T10:00:00', endOf('2026-12-01')],
  ] as const)('%s from %s', (kind, start, expected) => {
    expect(due(kind, start)).toEqual(expected);
  });

  it('count the days of Shanghai, where it may be tomorrow already', () => {
    expect(dueAt('tell_receipt', new Date('2026-11-24T15:59:59Z'), 'normal')).toEqual(endOf('2026-12-09'));
    expect(dueAt('tell_receipt', new Date('2026-11-24T16:00:00Z'), 'normal')).toEqual(endOf('2026-12-10'));
  });

  it('give thirty days more, once, from the start', () => {
    expect(extendedFinish(at('2026-11-24T10:00:00'))).toEqual(endOf('2027-02-22'));
  });

  it('never end before they start', () => {
    for (const urgency of ['emergency', 'urgent', 'normal'] as const) {
      for (let day = 1; day <= 28; day++) {
        const start = new Date(Date.UTC(2026, 1, day, day % 24));
        for (const kind of [
          'first_contact',
          'mandatory_report',
          'tell_receipt',
          'finish',
          'follow_up',
        ] as const) {
          expect(dueAt(kind, start, urgency).getTime()).toBeGreaterThan(start.getTime());
        }
      }
    }
  });
});
