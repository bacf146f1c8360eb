import { describe, expect, it } from 'vitest';
import {
  type AgreementCount,
  agreementOf,
  momentsOf,
  monthOf,
  monthsBefore,
  percentOf,
} from '../../../src/domain/cases/agreement.js';

const as = (given: Partial<AgreementCount>): AgreementCount => ({
  ...{ category: 'a', decidedCategory: given.category ?? 'a' },
  ...{ urgency: 'normal', decidedUrgency: given.urgency ?? 'normal' },
  ...{ minor: false, decidedMinor: given.minor ?? false, count: 1 },
  ...given,
});

describe('a month', () => {
  it('is counted by category, with raised, lowered and minors under the suggested one', () => {
    const agreement = agreementOf(
      '2026-11',
      [
        as({ count: 5 }),
        as({ decidedCategory: 'b', decidedUrgency: 'urgent', count: 2 }),
        as({ category: 'b', urgency: 'emergency', decidedUrgency: 'urgent', minor: true, count: 3 }),
        as({ category: 'b', minor: true, decidedMinor: false }),
        as({ category: 'b', decidedMinor: true }),
      ],
      ['a', 'b', 'c'],
    );
    const none = { raised: 0, lowered: 0, minorSet: 0, minorTaken: 0 };
    expect(agreement).toEqual({
      month: '2026-11',
      lines: [
        { category: 'a', suggested: 7, decided: 5, same: 5, ...none, raised: 2 },
        { category: 'b', suggested: 5, decided: 7, same: 5, ...none, lowered: 3, minorSet: 1, minorTaken: 1 },
      ],
      total: { suggested: 12, decided: 12, same: 10, raised: 2, lowered: 3, minorSet: 1, minorTaken: 1 },
      whole: 5,
    });
  });

  it('in which nothing was decided has no line', () => {
    expect(agreementOf('2026-11', [], ['a'])).toMatchObject({ lines: [], total: { decided: 0 }, whole: 0 });
  });

  it('begins and ends at midnight in Asia/Shanghai', () => {
    expect(momentsOf('2026-12')).toEqual({
      from: new Date('2026-11-30T16:00:00Z'),
      to: new Date('2026-12-31T16:00:00Z'),
    });
    expect(momentsOf('2027-02').to).toEqual(new Date('2027-02-28T16:00:00Z'));
    expect(monthOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01');
    expect(monthOf(new Date('2026-12-31T15:59:59Z'))).toBe('2026-12');
  });

  it('is counted back over the turn of a year', () => {
    expect([0, 1, 2, 13].map((back) => monthsBefore('2027-01', back))).toEqual([
      ...['2027-01', '2026-12', '2026-11', '2025-12'],
    ]);
  });
});

describe('a part in percent', () => {
  it('is all or nothing only when it is', () => {
    expect([percentOf(0, 0), percentOf(0, 9), percentOf(9, 9)]).toEqual([null, 0, 100]);
    expect([percentOf(999, 1000), percentOf(1, 1000), percentOf(2, 3)]).toEqual([99, 1, 67]);
  });
});
