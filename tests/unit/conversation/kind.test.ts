import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather } from '../../../src/conversation/kind/gather.js';
import { leanOf, weighMessage } from '../../../src/conversation/kind/kind-of.js';
import { type Evidence, MESSAGE_KINDS, SIGNS, signsOf } from '../../../src/conversation/kind/signs.js';
import { leads, type Weighed, weigh, weightsSchema } from '../../../src/conversation/kind/weigh.js';
import { LOCALES, newSession, type Session } from '../../../src/conversation/types.js';
import { OUT_OF_SCOPE_REASONS } from '../../../src/domain/language/index.js';
import { KINDS } from '../../../src/domain/triage/index.js';
import { shippedDialogue, startTalk } from '../../support/dialogue.js';

const { evidence: deps, say } = shippedDialogue();
const sum = (weighed: Weighed) => MESSAGE_KINDS.reduce((total, kind) => total + weighed[kind], 0);
const QUESTION = '小学生一天要睡几个小时';
/** A talk in which a question was answered, or asked back. */
const afterAnswer: Session = {
  ...newSession('zh-CN', true),
  last: { question: QUESTION, entry: 'sleep_hours_primary' },
};
const afterAskingBack: Session = { ...newSession('zh-CN', true), last: { question: '打针的事' } };
const SESSIONS = [newSession('zh-CN'), newSession('en'), afterAnswer, afterAskingBack];

describe('what a message is', () => {
  it('is weighed so that all kinds add up to 1, alone and in a talk', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SESSIONS),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 120 }),
          fc.string({ unit: 'grapheme', maxLength: 120 }),
          fc.constantFrom(
            '',
            '3岁',
            '那初中呢',
            '谢谢',
            '他打我',
            '救命',
            '今天股票咋样',
            '要带什么',
            'and at 14?',
          ),
        ),
        (session, text) => {
          const weighed = weighMessage(deps, session, text);
          expect(sum(weighed)).toBeCloseTo(1, 9);
          expect(MESSAGE_KINDS.every((kind) => weighed[kind] >= 0 && weighed[kind] <= 1)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is led by one kind at most', () => {
    const even = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 1 / 6])) as Record<
      (typeof MESSAGE_KINDS)[number],
      number
    >;
    expect(MESSAGE_KINDS.filter((kind) => leads(even, kind))).toEqual([]);
    expect(MESSAGE_KINDS.filter((kind) => leads({ ...even, crisis: 0.2 }, kind))).toEqual(['crisis']);
  });

  it('follows the weights of the signs', () => {
    const nothing = MESSAGE_KINDS.map(() => 0);
    const weights = Object.fromEntries(SIGNS.map((sign) => [sign, nothing])) as Record<
      (typeof SIGNS)[number],
      number[]
    >;
    const data = {
      bias: nothing,
      weights: { ...weights, rule_danger: MESSAGE_KINDS.map((kind) => (kind === 'crisis' ? 50 : 0)) },
    };
    const danger = gather(deps, '他拿刀在砸门', { locale: 'zh-CN' });
    expect(weigh(danger, data).crisis).toBeGreaterThan(0.99);
    expect(weigh({ ...danger, rules: { ...danger.rules, danger: false } }, data).crisis).toBeCloseTo(
      1 / 6,
      9,
    );
  });

  it('stays a number when a sign is missing or immense', () => {
    const nothing: Evidence = {
      likely: Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Evidence['likely'],
      rules: {
        danger: false,
        wrongTold: false,
        wrong: false,
        foreign: false,
        smalltalk: false,
        courtesy: false,
      },
      standing: { score: 0, share: 0, best: 0, pairs: 0, characters: 0, topics: 0, substance: 0 },
      length: 0,
      asks: false,
    };
    const immense = {
      ...nothing,
      length: 1e9,
      standing: { ...nothing.standing, score: 1e9, substance: 1e9 },
    };
    for (const evidence of [nothing, immense]) {
      expect(Object.values(signsOf(evidence)).every((value) => Math.abs(value) < 10)).toBe(true);
      expect(sum(weigh(evidence))).toBeCloseTo(1, 9);
    }
  });
});

describe('the learned file', () => {
  const data: unknown = JSON.parse(readFileSync('src/conversation/kind/weights.json', 'utf8'));

  it('has the weights of every sign, and of no other', () => {
    expect(Object.keys(weightsSchema.parse(data).weights).sort()).toEqual([...SIGNS].sort());
    expect(Object.keys(signsOf(gather(deps, '娃', { locale: 'zh-CN' }))).sort()).toEqual([...SIGNS].sort());
  });

  it('is refused without a sign, with an unknown one, or with a kind too few', () => {
    const { bias, weights } = weightsSchema.parse(data);
    const { asks, ...others } = weights;
    for (const other of [
      { bias, weights: others },
      { bias, weights: { ...others, asked: asks } },
      { bias: bias.slice(1), weights },
      { bias, weights: { ...others, asks: asks.slice(1) } },
    ]) {
      expect(weightsSchema.safeParse(other).success).toBe(false);
    }
  });
});

describe('words that lean on those before', () => {
  const LEANING = [
    '那初中呢？',
    '3岁',
    '要带什么',
    '去哪办',
    '他五年级',
    '还有呢',
    '多少钱',
    '几点开门',
    '为什么',
  ];

  it.each(LEANING)('%s is not asked back', (text) => {
    for (const session of [afterAnswer, afterAskingBack]) {
      expect(leanOf(session, text)).toBeGreaterThanOrEqual(0.5);
      expect(weighMessage(deps, session, text).clarify).toBe(0);
    }
    const talk = startTalk();
    expect(talk.say(QUESTION).kind).toBe('answer');
    expect(talk.say(text).kind).not.toBe('clarify');
  });

  it.each(LEANING)('%s is no likelier to be anything but an answer than it is alone', (text) => {
    const alone = weighMessage(deps, newSession('zh-CN'), text);
    for (const session of [afterAnswer, afterAskingBack]) {
      const weighed = weighMessage(deps, session, text);
      expect(weighed.answer).toBeGreaterThanOrEqual(alone.answer);
      for (const kind of MESSAGE_KINDS.filter((other) => other !== 'answer')) {
        expect(weighed[kind]).toBeLessThanOrEqual(alone[kind] + 1e-9);
      }
    }
  });

  it.each(['好的解决了谢谢', '帮到我了', '那就好', '说了等于没说', '我去试试', '求助电话', '晓得了'])(
    '%s raises no alarm',
    (text) => {
      const talk = startTalk();
      talk.say(QUESTION);
      expect(talk.say(text).kind).not.toBe('crisis');
    },
  );

  it('lean on nothing before the first question, nor in a form', () => {
    expect(leanOf(newSession('zh-CN'), '那初中呢？')).toBe(0);
    const talk = startTalk();
    talk.say(QUESTION);
    talk.say('登记');
    expect(leanOf(talk.session(), '3岁')).toBe(0);
  });
});

const REAL_DANGERS: ReadonlyArray<readonly [string, RegExp]> = [
  ['孙孙把打果树的农药喝了一口', /120/],
  ['他拿刀在砸门 我跟娃躲在厕所', /110/],
  ['我不想活了', /12356/],
  ['救命', /110/],
  ['救命啊！', /110/],
  ['my son swallowed bleach', /120/],
  ['my baby is not breathing', /120/],
  ['he has a knife', /110/],
  ['he is beating me', /110/],
  ['I want to die', /12356/],
];

describe('a danger that a rule finds', () => {
  it.each(REAL_DANGERS)('%s warns, at first and in a talk', (text, number) => {
    const later = startTalk();
    later.say(QUESTION);
    const asked = startTalk();
    asked.say('打针的事');
    for (const talk of [startTalk(), later, asked]) {
      const reply = talk.say(text);
      expect(reply.kind).toBe('crisis');
      expect(reply.text).toMatch(number);
    }
  });

  it.each(REAL_DANGERS)('%s warns in the forms', (text, number) => {
    for (const command of ['登记', '订阅']) {
      const talk = startTalk();
      talk.say(command);
      const reply = talk.say(text);
      expect(reply.kind).toBe('crisis');
      expect(reply.text).toMatch(number);
    }
  });

  it('is seen wherever it stands in a long message', () => {
    const story = '孩子的爸爸在外面打工，一年回来两次，平时我们用手机视频。';
    for (const [before, after] of [
      [0, 60],
      [8, 60],
      [15, 60],
      [60, 0],
      [200, 30],
    ] as const) {
      const text = `${story.repeat(before)}我不想活了，今晚就跳楼。${story.repeat(after)}`;
      expect(startTalk().say(text).kind, `${before} before`).toBe('crisis');
    }
  });

  it('in English is not one when it is asked how to prevent it', () => {
    expect(
      startTalk(shippedDialogue(), 'en').say('How often must schools teach drowning prevention').kind,
    ).not.toBe('crisis');
  });
});

describe('short words', () => {
  it('that tell of a wrong are offered help, not asked back', () => {
    expect(startTalk().say('他打我').kind).toBe('complaint');
  });

  it.each(['玉泉', '上午十点', '蓝色的'])('%s answers a form, whatever it sounds like', (text) => {
    const talk = startTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('他昨天骂我');
    talk.press('f:skip:reporter');
    talk.press('f:skip:minor');
    expect(talk.session().flow).toMatchObject({ step: 'place_of_harm' });
    talk.say(text);
    expect(talk.session().flow).toMatchObject({ draft: { place_of_harm: text } });
  });

  it.each(['流血流得厉害', '宝宝吐得厉害', '痛得很'])('%s is no courtesy', (text) => {
    expect(startTalk().say(text).kind).not.toBe('smalltalk');
  });
});

describe('a question for others', () => {
  it.each(LOCALES)('has a sentence for every reason in %s', (locale) => {
    for (const reason of OUT_OF_SCOPE_REASONS) {
      const key = `bot:out_of_scope.${reason}`;
      expect(say(locale, key)).not.toBe(key);
      expect([...say(locale, key)].length).toBeGreaterThan(20);
    }
    expect(
      new Set(OUT_OF_SCOPE_REASONS.map((reason) => say(locale, `bot:out_of_scope.${reason}`))).size,
    ).toBe(OUT_OF_SCOPE_REASONS.length);
  });
});
