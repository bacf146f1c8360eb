import { describe, expect, it } from 'vitest';
import { assessIntake, firstClocks, type Suggested } from '../../../src/domain/cases/assessment.js';
import { COMPLAINT_CATEGORIES } from '../../../src/domain/triage/index.js';

const calm: Suggested = { category: 'marriage_family', urgency: 'normal', minor: false, suicide: false };
const happened = '他不给抚养费';

describe('what a report is taken for', () => {
  it('is what the triage reads in what happened', () => {
    const asked: string[] = [];
    const assess = (text: string) => {
      asked.push(text);
      return calm;
    };
    expect(assessIntake(assess, { happened, place: '玉泉', danger: 'before', minor: 'no' })).toEqual(calm);
    expect(asked).toEqual([happened]);
  });

  it('is an emergency when she says that there is danger now, or when she may end her life', () => {
    expect(assessIntake(() => calm, { happened, danger: 'now' }).urgency).toBe('emergency');
    expect(assessIntake(() => ({ ...calm, suicide: true }), { happened, danger: 'no' }).urgency).toBe(
      'emergency',
    );
    expect(assessIntake(() => ({ ...calm, urgency: 'urgent' }), { happened, danger: 'no' }).urgency).toBe(
      'urgent',
    );
  });

  it('involves a minor when anybody says so', () => {
    expect(assessIntake(() => calm, { happened, minor: 'yes' }).minor).toBe(true);
    expect(assessIntake(() => calm, { happened, reporter: 'minor' }).minor).toBe(true);
    expect(assessIntake(() => ({ ...calm, minor: true }), { happened, minor: 'no' }).minor).toBe(true);
    expect(assessIntake(() => calm, { happened, minor: 'unknown' }).minor).toBe(false);
  });

  it('starts the clock of the mandatory report when a minor may be harmed', () => {
    const starts = (given: Partial<Suggested>) =>
      firstClocks({ ...calm, ...given }).includes('mandatory_report');
    expect(starts({ minor: false, category: 'minor_harm', urgency: 'emergency' })).toBe(false);
    expect(starts({ minor: true })).toBe(false);
    expect(starts({ minor: true, urgency: 'urgent' })).toBe(true);
    const alarming = COMPLAINT_CATEGORIES.filter((category) => starts({ minor: true, category }));
    expect(alarming).toEqual([
      ...['domestic_violence', 'sexual_assault', 'trafficking', 'minor_harm', 'sexual_harassment'],
      ...['personality_rights', 'other'],
    ]);
  });
});
