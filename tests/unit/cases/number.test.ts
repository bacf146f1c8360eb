import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseNumber, readNumber } from '../../../src/domain/cases/index.js';

describe('a case number', () => {
  it('holds the year of Shanghai and six places, or more when they are needed', () => {
    expect(caseNumber(17, new Date('2026-11-24T00:00:00Z'))).toBe('2026-000017');
    expect(caseNumber(17, new Date('2026-12-31T16:00:00Z'))).toBe('2027-000017');
    expect(caseNumber(1_234_567, new Date('2026-11-24T00:00:00Z'))).toBe('2026-1234567');
  });

  it('is read in the forms that people type', () => {
    for (const typed of [
      ...[
        '2026-000017',
        '2026000017',
        '2026 000017',
        '２０２６－００００１７',
        '2026—17',
        '编号：2026-000017。',
      ],
    ]) {
      expect(readNumber(typed), typed).toEqual({ year: 2026, serial: 17 });
    }
  });

  it('is not read out of anything else', () => {
    for (const typed of ['', '2026', '2026-', '2026-000000', 'abc', '2026-99999999999', '二〇二六']) {
      expect(readNumber(typed), typed).toBeNull();
    }
  });

  it('is read again as it was written, and nothing breaks the reading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), (serial) => {
        expect(readNumber(caseNumber(serial, new Date('2026-11-24T00:00:00Z')))).toEqual({
          year: 2026,
          serial,
        });
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const read = readNumber(typed);
        expect(read === null || (read.serial > 0 && read.serial <= 2_147_483_647)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
