import { describe, expect, it } from 'vitest';
import {
  checkPhrasings,
  createKnowledge,
  createLiveKnowledge,
  followChanges,
  type KnowledgeEntry,
} from '../../../src/domain/knowledge/index.js';
import { createLexicon } from '../../../src/domain/language/index.js';
import { readEdition } from '../../../src/infra/edition.js';

const edition = readEdition('locales');
const lexicon = createLexicon(edition.lexicon);
const few = edition.entries.filter(({ topic }) => ['vision', 'sleep', 'vaccines'].includes(topic));
const zh = { locale: 'zh-CN' };
const first = few.find((entry) => entry.locale === 'zh-CN') as KnowledgeEntry;
const own = (part: Partial<KnowledgeEntry>): KnowledgeEntry => {
  const { group: _group, ...rest } = first;
  return { ...rest, id: 'own_1', ...part };
};
/** Words that nothing shipped speaks of. */
const STRANGE = ['鲸鱼标本怎么做', '标本馆借鲸鱼', '鲸鱼骨头标本', '做鲸鱼标本难不难', '鲸鱼标本要多久'];

describe('what is served', () => {
  it('is exchanged: what is new is found, what is gone is not', async () => {
    const live = createLiveKnowledge(few, lexicon);
    expect(live.decide(STRANGE[0] ?? '', zh).kind).not.toBe('answer');
    await live.serve([...few, own({ questions: STRANGE, title: '鲸鱼标本', answer: '请问标本馆。' })]);
    expect(live.decide(STRANGE[0] ?? '', zh)).toMatchObject({ kind: 'answer', entry: { id: 'own_1' } });
    expect(live.entriesOf(first.topic, 'zh-CN').map(({ id }) => id)).toContain('own_1');
    await live.serve(few);
    expect(live.entry('own_1', 'zh-CN')).toBeUndefined();
    expect(live.decide(STRANGE[0] ?? '', zh).kind).not.toBe('answer');
  });

  it('is ranked as if it had stood there from the start, by words and by sound', async () => {
    const changed = few.map((entry) =>
      entry.id === first.id ? { ...entry, answer: `${entry.answer}再说。` } : entry,
    );
    const live = createLiveKnowledge(few, lexicon);
    live.explain('hai zi yan jing kan bu qing', zh); // from now on the sounds are prepared as well
    await live.serve(changed);
    const fresh = createKnowledge(changed, lexicon);
    for (const [question, locale] of [
      ['娃儿看书凑得近，是不是近视', 'zh-CN'],
      ['hai zi yan jing kan bu qing', 'zh-CN'],
      ['how long should my child sleep', 'en'],
      ['打疫苗发烧', 'zh-CN'],
    ] as const) {
      expect(live.explain(question, { locale })).toEqual(fresh.explain(question, { locale }));
    }
  });

  it('is the last that was asked for, also when an earlier one is ready later', async () => {
    const live = createLiveKnowledge(few, lexicon);
    const early = live.serve(few.slice(1));
    const late = live.serve(few.slice(0, 3));
    await Promise.all([early, late]);
    expect(live.entries()).toHaveLength(3);
  });

  it('is asked while the next is being built', async () => {
    const live = createLiveKnowledge(edition.entries, lexicon);
    const serving = live.serve(edition.entries.slice(0, -1));
    let isServed = false;
    void serving.then(() => (isServed = true));
    let turns = 0;
    while (!isServed) {
      expect(live.decide(first.questions[0] ?? '', zh).kind).toBe('answer');
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(turns).toBeGreaterThan(3);
  });

  it('is not touched by what is only imagined', async () => {
    const live = createLiveKnowledge(few, lexicon);
    const imagined = await live.imagine([...few, own({ questions: STRANGE })], 'zh-CN');
    expect(imagined.entry('own_1', 'zh-CN')).toBeDefined();
    expect(live.entry('own_1', 'zh-CN')).toBeUndefined();
  });
});

describe('phrasings that lead astray', () => {
  const check = async (entry: KnowledgeEntry) => {
    const before = createKnowledge(few, lexicon);
    const others = few.filter(({ id, locale }) => id !== entry.id || locale !== entry.locale);
    return checkPhrasings({ entry, before, after: createKnowledge([...others, entry], lexicon) });
  };

  it('are none of an entry that speaks of something else', async () => {
    const entry = own({ questions: STRANGE, title: '鲸鱼标本', answer: '请问标本馆。' });
    expect(await check(entry)).toEqual({ lost: [], taken: [] });
  });

  it('are those that another entry answers better', async () => {
    const theirs = first.questions[0] ?? '';
    const entry = own({ questions: [...STRANGE, theirs], title: '鲸鱼标本', answer: '请问标本馆。' });
    const { lost } = await check(entry);
    expect(lost).toEqual([{ sentence: theirs, other: { id: first.id, title: first.title } }]);
  });

  it('are those that an entry takes away from another', async () => {
    const entry = own({ questions: [...first.questions, ...first.questions], title: first.title });
    const { taken } = await check({ ...entry, answer: `${first.answer}${first.questions.join('')}` });
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken.map(({ other }) => other.id))).toEqual(new Set([first.id]));
  });
});

describe('following changes', () => {
  function follow(reload: () => Promise<void>) {
    const heard: { hear: () => void } = { hear: () => undefined };
    const state = { revision: 0n, logged: [] as string[] };
    const feed = {
      follow(hear: () => void) {
        heard.hear = hear;
        return { stop: () => Promise.resolve() };
      },
    };
    const note = (event: string) => void state.logged.push(event);
    followChanges({
      ...{ feed, reload, served: 0n },
      revision: () => Promise.resolve(state.revision),
      log: { info: note, warn: note, error: note },
    });
    return { state, hear: () => heard.hear() };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('reloads after a change and not without one', async () => {
    let reloads = 0;
    const { state, hear } = follow(() => Promise.resolve(void (reloads += 1)));
    hear();
    await settle();
    expect(reloads).toBe(0);
    state.revision = 1n;
    hear();
    hear();
    await settle();
    expect(reloads).toBe(1);
  });

  it('reloads once more when something changes during a reload', async () => {
    const ends: Array<() => void> = [];
    const { state, hear } = follow(() => new Promise((resolve) => ends.push(resolve)));
    state.revision = 1n;
    hear();
    await settle();
    state.revision = 2n;
    hear();
    await settle();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await settle();
    expect(ends).toHaveLength(2);
  });

  it('tries again when a reload failed', async () => {
    let fails = true;
    let reloads = 0;
    const { state, hear } = follow(() => {
      reloads += 1;
      return fails ? Promise.reject(new Error('words of a person')) : Promise.resolve();
    });
    state.revision = 1n;
    hear();
    await settle();
    expect(state.logged).toEqual(['knowledge_reload_failed']);
    fails = false;
    hear();
    await settle();
    hear();
    await settle();
    expect(reloads).toBe(2);
  });
});
