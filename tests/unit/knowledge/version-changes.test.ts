import { describe, expect, it } from 'vitest';
import { changesBetween, type KnowledgeEntry } from '../../../src/domain/knowledge/index.js';

const BEFORE: KnowledgeEntry = {
  id: 'glasses',
  locale: 'zh-CN',
  topic: 'vision',
  title: '配眼镜',
  questions: ['要不要配眼镜', '去哪里配', '多久换一副', '多少度要戴', '戴了会不会加深'],
  answer: '先散瞳验光。',
  steps: ['预约', '验光'],
  bands: ['6-12'],
  audiences: ['parent'],
  sources: [{ kind: 'law', law: '民法典', article: '17' }],
  reviewed_on: '2026-11-24',
  review_by: '2027-11-24',
};
const cite = (source: KnowledgeEntry['sources'][number]) =>
  source.kind === 'law' ? `《${source.law}》第${source.article}条` : source.kind;
const changes = (after: Partial<KnowledgeEntry>) => changesBetween(BEFORE, { ...BEFORE, ...after }, cite);

describe('two states of an entry', () => {
  it('that are the same have no difference, in whatever order their keys stand', () => {
    expect(changes({})).toEqual([]);
    const turned = Object.fromEntries(Object.entries(BEFORE).reverse()) as KnowledgeEntry;
    expect(changesBetween(BEFORE, turned, cite)).toEqual([]);
  });

  it('show texts and steps whole, old and new', () => {
    expect(changes({ answer: '先去医院。', steps: ['验光', '预约'] })).toEqual([
      { part: 'answer', gone: ['先散瞳验光。'], added: ['先去医院。'] },
      { part: 'steps', gone: ['预约', '验光'], added: ['验光', '预约'] },
    ]);
  });

  it('show of the phrasings only those that went and those that came', () => {
    const questions = [...BEFORE.questions.slice(1), '娃儿要不要戴眼镜'];
    expect(changes({ questions })).toEqual([
      { part: 'questions', gone: ['要不要配眼镜'], added: ['娃儿要不要戴眼镜'] },
    ]);
  });

  it('show what was added or left out', () => {
    const { steps: _steps, ...without } = BEFORE;
    expect(changesBetween(BEFORE, { ...without, not_covered: '近视多深' }, cite)).toEqual([
      { part: 'steps', gone: ['预约', '验光'], added: [] },
      { part: 'not_covered', gone: [], added: ['近视多深'] },
    ]);
  });

  it('show sources as they are cited', () => {
    expect(changes({ sources: [{ kind: 'law', law: '民法典', article: '18' }] })).toEqual([
      { part: 'sources', gone: ['《民法典》第17条'], added: ['《民法典》第18条'] },
    ]);
  });
});
