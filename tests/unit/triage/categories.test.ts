import { describe, expect, it } from 'vitest';
import { categoriesSchema, COMPLAINT_CATEGORIES } from '../../../src/domain/triage/index.js';
import { BLAMING, numbersIn, TO_BE_CHECKED, VERIFIED } from './right-words.js';
import { readLocale } from './support.js';

const data = categoriesSchema.parse(readLocale('categories.yaml'));
const leaves = data.groups.flatMap((group) => group.leaves);
const { laws } = readLocale('laws.yaml') as { laws: Record<string, unknown> };
const { articles } = readLocale('../tests/unit/triage/checked-articles.yaml') as {
  articles: Record<string, string>;
};

const tell = <T>(of: (leaf: (typeof leaves)[number]) => T) =>
  Object.fromEntries(leaves.map((leaf) => [leaf.id, of(leaf)]));
/** `{ red: 'A1 B1' }` → `{ A1: 'red', B1: 'red' }`. */
const spread = (lists: Record<string, string>) =>
  Object.fromEntries(Object.entries(lists).flatMap(([name, ids]) => ids.split(' ').map((id) => [id, name])));

/** The leaves of the fact sheet §3; G6 says which number is right for what is not the Federation's. */
const LIGHTS = spread({
  red: 'A1 B1 B3 B6 E1 E2 E7 E8',
  orange: 'A2 A4 A11 A13 B2 B4 B5 C2 C4 D4 E3 E4',
  yellow: 'A5 A6 A7 A8 A14 B7 C3 C5 C6 C7 D1 E5 E6 E9 G2 G3 G5',
  blue: 'A3 A9 A10 A12 C1 D2 D3 F1 F2 G1 G4 G6',
});
const CODES = spread({
  domestic_violence: 'A1 A2',
  marriage_family: 'A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14',
  sexual_assault: 'B1',
  sexual_harassment: 'B2 C4',
  trafficking: 'B3 B6',
  personality_rights: 'B4 B5',
  reproductive_health: 'B7',
  employment_discrimination: 'C1 C2 F2',
  labor_rights: 'C3 C5 C6',
  social_support: 'C7 G1 G2 G3',
  land_property: 'D1 D2 D3',
  minor_harm: 'E1 E2 E3 E4 E5 E6 E7 E8 E9',
  other: 'D4 F1 G4 G5 G6',
});
/** Who leads, as the fact sheet has it; what stands in brackets is only the office within. */
const LEADS: Record<string, string> = {
  ...{ A1: '公安', A2: '公安 法院', A3: '民政 法院', A4: '法院', A5: '法院', A6: '法院', A7: '法院' },
  ...{ A8: '公安 法院', A9: '法院', A10: '法院', A11: '公安 民政', A12: '村', A13: '村 法院', A14: '法院' },
  ...{ B1: '公安', B2: '公安 用人单位 教育', B3: '公安', B4: '公安 法院', B5: '公安 网信', B6: '公安' },
  ...{ B7: '卫健', C1: '人社', C2: '人社 人社', C3: '人社 医保', C4: '用人单位 人社', C5: '人社' },
  ...{ C6: '人社 应急', C7: '民政 镇', D1: '镇 农业农村', D2: '自然资源', D3: '法院', D4: '公安' },
  ...{ E1: '公安 民政', E2: '公安 检察院', E3: '学校 教育', E4: '民政 镇', E5: '教育 镇' },
  ...{ E6: '网信 文旅 公安', E7: '人社 文旅 公安', E8: '公安', E9: '教育 市场监管 卫健', F1: '镇 民政' },
  ...{
    F2: '教育',
    G1: '卫健',
    G2: '民政 镇',
    G3: '妇联',
    G4: '妇联 教育',
    G5: '本单位 纪检',
    G6: '12345热线',
  },
};

describe('the tree of complaints', () => {
  it('has every leaf of the fact sheet once, with the light it gives', () => {
    expect(new Set(leaves.map(({ id }) => id)).size).toBe(leaves.length);
    expect(tell(({ light }) => light)).toEqual(LIGHTS);
  });

  it('gives every leaf its one code and reaches every code', () => {
    expect(tell(({ code }) => code)).toEqual(CODES);
    expect(new Set(leaves.map(({ code }) => code))).toEqual(new Set(COMPLAINT_CATEGORIES));
  });

  it('keeps every leaf in the group of its letter', () => {
    const astray = data.groups.flatMap(({ id, leaves: own }) =>
      own.filter((leaf) => !leaf.id.startsWith(id)),
    );
    expect(astray).toEqual([]);
  });

  it('names who leads', () => {
    expect(tell(({ lead }) => lead.map((name) => name.replace(/（.*$/, '')).join(' '))).toEqual(LEADS);
  });
});

describe('the law', () => {
  const cited = leaves.flatMap(({ id, basis, deadlines }) =>
    [...basis, ...deadlines.flatMap((deadline) => ('basis' in deadline ? deadline.basis : []))].map(
      (citation) => ({ id, ...citation }),
    ),
  );

  it('is cited by articles that were read, of laws that have a name', () => {
    expect(cited.length).toBeGreaterThan(300);
    const unread = cited.filter(({ law, article }) => !(articles[law] ?? '').split(' ').includes(article));
    expect(unread).toEqual([]);
    expect([...new Set(cited.map(({ law }) => law))].filter((law) => !(law in laws))).toEqual([]);
  });

  it('cites no article twice in a leaf', () => {
    for (const { id, basis } of leaves) {
      const named = basis.map(({ law, article, item }) => `${law} ${article} ${item ?? ''}`);
      expect(new Set(named).size, id).toBe(named.length);
    }
  });

  it('stands behind every leaf, or else what stands in its place', () => {
    expect(leaves.filter(({ basis, basis_other: other }) => basis.length === 0 && !other)).toEqual([]);
  });

  it('is said to be unread where only another text is named, but for plans of the district', () => {
    const others = leaves.flatMap(({ basis_other: other, deadlines }) => [
      ...(other === undefined ? [] : [other]),
      ...deadlines.flatMap((deadline) => ('basis_other' in deadline ? [deadline.basis_other] : [])),
    ]);
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter((other) => !/待.*核对|^区(妇女|儿童)发展纲要/.test(other))).toEqual([]);
  });

  it('gives the protection order its hours and months', () => {
    for (const id of ['A1', 'A2']) {
      const deadlines = leaves.find((leaf) => leaf.id === id)?.deadlines ?? [];
      const by = (article: string) =>
        deadlines.find((each) => 'basis' in each && each.basis.some((basis) => basis.article === article));
      expect(by('28')?.within, id).toMatch(/72小时.*24小时/);
      expect(by('30')?.within, id).toMatch(/6个月/);
    }
  });
});

describe('the first advice', () => {
  const told = leaves.map(({ id, advice }) => ({ id, zh: advice['zh-CN'], en: advice.en }));
  const sentences = (text: string) => text.split(/(?<=[。！？])/).filter((part) => part.trim() !== '');

  it('is one to three short sentences', () => {
    for (const { id, zh, en } of told) {
      expect(sentences(zh).length, id).toBeLessThanOrEqual(3);
      expect(Math.max(...sentences(zh).map((part) => [...part].length)), id).toBeLessThanOrEqual(90);
      expect([...en].length, id).toBeLessThanOrEqual(300);
    }
  });

  it('begins with the number where the light is red', () => {
    for (const { id, zh, en } of told.filter((each) => LIGHTS[each.id] === 'red')) {
      expect(sentences(zh)[0], id).toMatch(/110|120/);
      expect(en.split('. ')[0], id).toMatch(/110|120/);
    }
  });

  it('blames nobody, sends nobody back and promises nothing about the police', () => {
    for (const { id, zh, en } of told) {
      expect(zh, id).not.toMatch(BLAMING);
      expect(en, id).not.toMatch(BLAMING);
      expect(zh, id).not.toMatch(/我们(会|就|将|马上)?(帮您|替您)?报警|替您报警|必须报警|一定要报警/);
    }
  });

  it('names only numbers that are known, the same in both languages', () => {
    for (const { id, zh, en } of told) {
      expect(
        numbersIn(zh).filter((number) => !VERIFIED.has(number)),
        id,
      ).toEqual([]);
      expect([...new Set(numbersIn(en))].sort(), id).toEqual([...new Set(numbersIn(zh))].sort());
    }
  });
});

describe('what staff read of a leaf', () => {
  it('is sentences and items, not fragments', () => {
    for (const { id, definition, federation, light_note: note = '。' } of leaves) {
      for (const text of [definition, federation, note]) {
        expect(text, id).toMatch(/。$/);
        expect(text, id).not.toMatch(/→|(?:\d+[hd]\b)|[≥≤<>]/);
      }
    }
  });

  it('calls a number to be checked where it is', () => {
    const texts = leaves.flatMap(({ evidence, federation, light_note: note = '' }) =>
      [...evidence, federation, note].flatMap((text) => text.split(/(?<=。)/)),
    );
    const unknown = texts.flatMap((text) =>
      numbersIn(text).filter(
        (number) => !VERIFIED.has(number) && !(TO_BE_CHECKED.has(number) && /待核对/.test(text)),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it('says which number is right when a matter is not for the Federation', () => {
    const advice = leaves.find(({ id }) => id === 'G6')?.advice['zh-CN'] ?? '';
    for (const number of ['12315', '12345', '110', '96110', '12333', '12348']) {
      expect(advice).toContain(number);
    }
  });
});

describe('a deadline', () => {
  const leaf = leaves.find(({ id }) => id === 'A1');
  const withDeadline = (deadline: unknown) =>
    categoriesSchema.safeParse({
      ...data,
      groups: [{ ...data.groups[0], leaves: [{ ...leaf, deadlines: [deadline] }] }],
    }).success;
  const term = { what: '办结', within: '60天' };

  it.each([
    ['an article', { basis: [{ law: '信访工作条例', article: '34' }] }, true],
    ['another text', { basis_other: '当年通知' }, true],
    ['a suggestion within the house', { internal: true }, true],
    ['nothing', {}, false],
    ['no article at all', { basis: [] }, false],
    ['a suggestion that says it is none', { internal: false }, false],
    ['an article and a suggestion', { basis: [{ law: '民法典', article: '1' }], internal: true }, false],
  ])('that rests on %s is taken or refused', (_what, rest, isTaken) => {
    expect(withDeadline({ ...term, ...rest })).toBe(isTaken);
  });
});
