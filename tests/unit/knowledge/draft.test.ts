import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DraftContent,
  emptyDraft,
  entryFromDraft,
  knowledgeEntrySchema,
  NO_SOURCE,
  shortcomingsOf,
} from '../../../src/domain/knowledge/index.js';
import { draftFromEntry, draftFromQuestion } from '../../../src/domain/knowledge/draft.js';
import { readEdition } from '../../../src/infra/edition.js';

const edition = readEdition('locales');
const topics = (edition.topics.get('zh-CN') ?? []).map(({ id }) => id);
const laws = Object.keys(edition.laws.laws);
const yardstick = (locale = 'zh-CN') => ({ locale, topics, laws, shown: (text: string) => text });

const WHOLE: DraftContent = {
  ...emptyDraft('2026-11-29'),
  topic: 'vision',
  title: '配眼镜',
  questions: ['第一句', '第二句', '第三句', '第四句', '第五句'],
  answer: '先去医院散瞳验光，再配眼镜。',
  bands: ['6-12'],
  audiences: ['parent'],
  sources: [{ ...NO_SOURCE, kind: 'law', law: '未成年人保护法', article: '17' }],
};
const codes = (draft: DraftContent, locale?: string) =>
  shortcomingsOf(draft, yardstick(locale)).map(({ field, code }) => `${field} ${code}`);

describe('a draft that lacks nothing', () => {
  it('is every shipped entry, and becomes that entry again', () => {
    for (const entry of edition.entries) {
      const draft = draftFromEntry(entry);
      const of = { entryId: entry.id, locale: entry.locale };
      expect([entry.id, codes(draft, entry.locale)]).toEqual([entry.id, []]);
      expect(entryFromDraft(of, draft)).toEqual(entry);
    }
  });

  it('may leave out steps, what is not covered, and the group', () => {
    expect(codes(WHOLE)).toEqual([]);
    const parsed = knowledgeEntrySchema.safeParse(
      entryFromDraft({ entryId: 'own_1', locale: 'zh-CN' }, WHOLE),
    );
    expect(parsed.success).toBe(true);
  });
});

/** One part of a whole draft spoiled, and what is said of it. */
const SPOILED: ReadonlyArray<readonly [string, Partial<DraftContent>]> = [
  ['topic topic_missing', { topic: '' }],
  ['topic topic_missing', { topic: 'nothing_known' }],
  ['title title_missing', { title: '' }],
  ['title title_long', { title: '长'.repeat(49) }],
  ['title figure_place', { title: '[[hours_12338]]' }],
  ['questions questions_few', { questions: ['一', '二', '三', '四'] }],
  ['questions questions_long', { questions: ['一', '二', '三', '四', '长'.repeat(201)] }],
  ['answer answer_missing', { answer: '' }],
  ['answer answer_long', { answer: '长'.repeat(221) }],
  ['answer figure_unknown', { answer: '电话[[nobody_knows]]' }],
  ['steps steps_many', { steps: ['1', '2', '3', '4', '5', '6'] }],
  ['steps steps_long', { steps: ['长'.repeat(121)] }],
  ['notCovered not_covered_long', { notCovered: '长'.repeat(121) }],
  ['bands bands_missing', { bands: [] }],
  ['bands bands_missing', { bands: ['30-40'] }],
  ['audiences audiences_missing', { audiences: [] }],
  ['sources sources_missing', { sources: [] }],
  ['sources source_law', { sources: [{ ...NO_SOURCE, kind: 'law', law: '没有这部法', article: '1' }] }],
  ['sources source_article', { sources: [{ ...NO_SOURCE, kind: 'law', law: '民法典', article: '第五条' }] }],
  ['sources source_issuer', { sources: [{ ...NO_SOURCE, kind: 'guideline', title: '通知' }] }],
  ['sources source_title', { sources: [{ ...NO_SOURCE, kind: 'guideline', issuer: '教育部' }] }],
  [
    'sources source_year',
    { sources: [{ ...NO_SOURCE, kind: 'guideline', title: '通知', issuer: '教育部', year: '今年' }] },
  ],
  ['sources source_document', { sources: [{ ...NO_SOURCE, kind: 'outline', section: '领域一' }] }],
  ['sources source_section', { sources: [{ ...NO_SOURCE, kind: 'outline', document: 'women' }] }],
  ['reviewedOn reviewed_on_missing', { reviewedOn: '' }],
  ['reviewedOn reviewed_on_missing', { reviewedOn: '2026-02-30' }],
  ['reviewBy review_by_missing', { reviewBy: '明年' }],
  ['reviewBy review_by_early', { reviewBy: '2026-11-29' }],
];

describe('a draft that lacks something', () => {
  it.each(SPOILED)('%s', (expected, part) => {
    expect(codes({ ...WHOLE, ...part })).toEqual([expected]);
  });

  it('may be longer in English', () => {
    expect(codes({ ...WHOLE, answer: 'a'.repeat(420) }, 'en')).toEqual([]);
    expect(codes({ ...WHOLE, answer: 'a'.repeat(421) }, 'en')).toEqual(['answer answer_long']);
  });

  it('is measured as people read it, its figures being in place', () => {
    const shown = (text: string) => text.replace('[[short]]', '长'.repeat(220));
    const draft = { ...WHOLE, answer: '[[short]]了' };
    expect(shortcomingsOf(draft, { ...yardstick(), shown })).toEqual([
      { field: 'answer', code: 'answer_long', params: { most: 220, length: 221 } },
    ]);
  });

  it('is told of everything that the schema would refuse', () => {
    const parts = SPOILED.map(([, part]) => part);
    const texts = fc.constantFrom(
      '',
      ' ',
      '好',
      '长'.repeat(130),
      '长'.repeat(230),
      '长'.repeat(430),
      '1800',
    );
    const anything: fc.Arbitrary<Partial<DraftContent>> = fc.record(
      {
        title: texts,
        answer: texts,
        notCovered: texts.map((text) => text.trim()),
        steps: fc.array(
          texts.filter((text) => text.trim() !== ''),
          { maxLength: 7 },
        ),
        sources: fc.array(
          fc.record({
            kind: fc.constantFrom('law', 'guideline', 'outline'),
            law: fc.constantFrom('', '民法典'),
            article: fc.constantFrom('', '17', '2之一', '十七'),
            title: texts,
            issuer: texts,
            year: fc.constantFrom('', '2021', '1800', '今年'),
            document: fc.constantFrom('', 'women'),
            section: texts,
          }),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom({}, ...parts), anything, (spoiled, part) => {
        const draft: DraftContent = { ...WHOLE, ...spoiled, ...part };
        const entry = entryFromDraft({ entryId: 'own_1', locale: 'zh-CN' }, draft);
        return codes(draft).length > 0 || knowledgeEntrySchema.safeParse(entry).success;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a draft from a question', () => {
  it('begins with her words and the answer she was given', () => {
    const draft = draftFromQuestion(
      ' 娃儿两岁了\n还不会说话，要不要去医院看一下嘛 ',
      '先去妇幼保健院。',
      '2028-02-29',
    );
    expect(draft).toMatchObject({
      title: '娃儿两岁了 还不会说话，要不要去医院看一',
      questions: ['娃儿两岁了 还不会说话，要不要去医院看一下嘛'],
      answer: '先去妇幼保健院。',
      reviewedOn: '2028-02-29',
      reviewBy: '2029-02-28',
    });
  });
});
