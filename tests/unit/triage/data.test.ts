import { describe, expect, it } from 'vitest';
import { categoriesSchema, COMPLAINT_CATEGORIES } from '../../../src/domain/triage/index.js';
import { readLocale, redFlags } from './support.js';

const { groups } = categoriesSchema.parse(readLocale('categories.yaml'));
const leaves = groups.flatMap((group) => group.leaves);
const { laws } = readLocale('laws.yaml') as { laws: Record<string, unknown> };

describe('categories.yaml', () => {
  it('holds every leaf of the fact sheet once', () => {
    expect(leaves).toHaveLength(48);
    expect(new Set(leaves.map((leaf) => leaf.id)).size).toBe(48);
  });

  it('uses every fixed code', () => {
    expect(new Set(leaves.map((leaf) => leaf.code))).toEqual(new Set(COMPLAINT_CATEGORIES));
  });

  it('rests on laws that are known', () => {
    expect(
      leaves.flatMap((leaf) => leaf.basis.map(({ law }) => law)).filter((law) => !(law in laws)),
    ).toEqual([]);
  });

  it('gives every leaf a basis', () => {
    expect(
      leaves.filter((leaf) => leaf.basis.length === 0 && !leaf.basis_other).map((leaf) => leaf.id),
    ).toEqual([]);
  });
});

describe.each(['zh-CN', 'en'])('sentences in %s', (locale) => {
  const safety = readLocale(`${locale}/safety.json`) as Record<string, string>;
  const complaint = readLocale(`${locale}/complaint.json`) as Record<string, string>;

  it('exist for every red flag, each with a number or the way to the doctor first', () => {
    for (const id of redFlags.ids) {
      expect(safety[id], id).toMatch(/1\d{2,4}|医院|hospital|doctor/i);
    }
  });

  it('exist for every category', () => {
    expect(COMPLAINT_CATEGORIES.filter((category) => !complaint[category])).toEqual([]);
  });

  it('never send a woman back to talk it over', () => {
    expect(
      [...Object.values(safety), ...Object.values(complaint)].filter((text) =>
        /好好谈|忍一忍|为了孩子想|talk it over/.test(text),
      ),
    ).toEqual([]);
  });
});
