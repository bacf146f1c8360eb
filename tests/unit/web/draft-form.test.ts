import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/errors.js';
import { readSaveForm } from '../../../src/web/public/draft-form.js';
import { withoutTrap } from '../../../src/web/public/without-trap.js';

const submission = 'a'.repeat(22);
const runs = { numRuns: 2000, verbose: 0 } as const;

describe('the fields of a form that is to be saved', () => {
  it('are kept as they were sent, but for those left empty and what the form proves', () => {
    const sent = {
      ...{
        token: 't',
        submission,
        homepage: '',
        happened: '一\r\n二',
        danger: '',
        needs: ['police', '', 'shelter'],
      },
      ...{ earlier: ['', ' '], place: ' 玉泉 ' },
    };
    expect(readSaveForm(sent)).toEqual({
      token: 't',
      draft: {
        submission,
        answers: { happened: '一\n二', needs: ['police', 'shelter'], place: ' 玉泉 ' },
      },
    });
  });

  it('are read, or refused as a bad request, whatever they are', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'binary' })),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.boolean(), (fields, isSigned) => {
        try {
          const { draft } = readSaveForm(isSigned ? { ...fields, submission } : fields);
          const values = Object.values(draft.answers).flat();
          expect(values.every((words) => words.trim() !== '' && !words.includes('\0'))).toBe(true);
          expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toMatchObject({ code: 'bad_request', status: 400 });
        }
      }),
      runs,
    );
  });
});

describe('the field that people don’t see', () => {
  it('is taken out of the form, and tells whether it was filled in', () => {
    expect(withoutTrap({ happened: 'x', homepage: '' })).toEqual({
      fields: { happened: 'x' },
      isTrapped: false,
    });
    expect(withoutTrap({ happened: 'x' }).isTrapped).toBe(false);
    expect(withoutTrap({ homepage: 'http://example.com' })).toEqual({ fields: {}, isTrapped: true });
    expect(withoutTrap({ homepage: ['', 'x'] }).isTrapped).toBe(true);
  });
});
