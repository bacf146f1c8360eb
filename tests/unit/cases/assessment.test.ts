import { describe, expect, it } from 'vitest';
import { firstClocks, type Judged, withAnswers } from '../../../src/domain/cases/assessment.js';
import { COMPLAINT_CATEGORIES } from '../../../src/domain/triage/index.js';

const calm: Judged = { category: 'marriage_family', urgency: 'normal', minor: false, suicide: false };

describe('what a report is taken for', () => {
  it('is what the triage reads when her answers say nothing graver', () => {
    expect(withAnswers(calm, { danger: 'before', minor: 'no' })).toEqual(calm);
    expect(withAnswers(calm)).toEqual(calm);
  });

  it('is an emergency when she says that there is danger now, or when she may end her life', () => {
    expect(withAnswers(calm, { danger: 'now' }).urgency).toBe('emergency');
    expect(withAnswers({ ...calm, suicide: true }, { danger: 'no' }).urgency).toBe('emergency');
    expect(withAnswers({ ...calm, suicide: true }).urgency).toBe('emergency');
    expect(withAnswers({ ...calm, urgency: 'urgent' }, { danger: 'no' }).urgency).toBe('urgent');
  });

  it('involves a minor when anybody says so', () => {
    expect(withAnswers(calm, { minor: 'yes' }).minor).toBe(true);
    expect(withAnswers(calm, { reporter: 'minor' }).minor).toBe(true);
    expect(withAnswers({ ...calm, minor: true }, { minor: 'no' }).minor).toBe(true);
    expect(withAnswers(calm, { minor: 'unknown' }).minor).toBe(false);
  });

  it('starts the clock of the mandatory report when a minor may be harmed', () => {
    const starts = (given: Partial<Judged>) =>
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
