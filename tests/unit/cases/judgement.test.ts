import { describe, expect, it } from 'vitest';
import type { Judged, Judgement } from '../../../src/domain/cases/assessment.js';
import { decisionSchema, gravest, sinks, standingAfter } from '../../../src/domain/cases/judgement.js';

const calm: Judged = { category: 'marriage_family', urgency: 'normal', minor: false, suicide: false };
const grave: Judged = { category: 'domestic_violence', urgency: 'emergency', minor: true, suicide: true };

const judgement = (entryId: string | null, proposed: Judged, decision: Judged | null = null): Judgement => ({
  id: entryId ?? 'report',
  entryId,
  suggested: { ...proposed, also: [], unsure: false, reasons: [] },
  proposed,
  decision: decision && { ...decision, why: null },
  decidedBy: null,
  decidedAt: null,
});

describe('the gravest of several', () => {
  it('has the category of the first and whatever is graver in any', () => {
    expect(
      gravest(calm, { ...calm, urgency: 'urgent' }, { ...grave, urgency: 'normal', suicide: false }),
    ).toEqual({ category: 'marriage_family', urgency: 'urgent', minor: true, suicide: false });
    expect(gravest(grave, calm)).toEqual(grave);
    expect(gravest(calm)).toEqual(calm);
  });
});

describe('what has to be explained', () => {
  it('is a lower urgency or a flag taken off, and no other change', () => {
    expect(sinks(grave, { ...grave, urgency: 'urgent' })).toBe(true);
    expect(sinks(grave, { ...grave, minor: false })).toBe(true);
    expect(sinks(grave, { ...grave, suicide: false })).toBe(true);
    expect(sinks(grave, { ...grave, category: 'other' })).toBe(false);
    expect(sinks(calm, grave)).toBe(false);
    expect(sinks(calm, calm)).toBe(false);
  });
});

describe('a case whose report was judged', () => {
  const report = judgement(null, grave);
  const after = (decision: Judged, ...others: Judgement[]) =>
    standingAfter(grave, report, decision, [report, ...others]);

  it('stands where the decision says', () => {
    expect(after(calm)).toEqual(calm);
    expect(after({ ...grave, category: 'other' })).toEqual({ ...grave, category: 'other' });
  });

  it('stands no lower than another message says, as it was suggested or decided', () => {
    expect(after(calm, judgement('later', { ...calm, urgency: 'urgent' }))).toEqual({
      ...calm,
      urgency: 'urgent',
    });
    expect(after(calm, judgement('later', grave, calm))).toEqual(calm);
  });
});

describe('a case of which a later message was judged', () => {
  const later = judgement('later', grave);
  it('rises by it and never sinks', () => {
    expect(standingAfter(calm, later, grave, [later])).toEqual({ ...grave, category: 'marriage_family' });
    expect(standingAfter(grave, later, calm, [later])).toEqual(grave);
  });
});

it('a decision names what there is', () => {
  const decision = { ...calm, why: '', seen: '' };
  expect(decisionSchema.safeParse(decision).success).toBe(true);
  for (const wrong of [{ category: 'x' }, { urgency: 'low' }, { minor: 'yes' }, { extra: 1 }]) {
    expect(decisionSchema.safeParse({ ...decision, ...wrong }).success).toBe(false);
  }
});
