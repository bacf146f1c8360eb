import { describe, expect, it } from 'vitest';
import {
  HERE,
  type Locale,
  newSession,
  type Session,
  type TurnResult,
} from '../../../src/conversation/types.js';
import { ABROAD, buttonsOf } from '../../support/form-talk.js';
import { shippedDialogue, startTalk } from '../../support/dialogue.js';

const QUESTION = '小学生一天要睡几个小时';
const ENTRY = startTalk().say(QUESTION).entry ?? '';
const buttonsUnder = ({ replies }: TurnResult) => replies[0]?.buttons ?? [];
/** The value of the button under an answer that stands for a judgement. */
function judgement(answer: TurnResult, word: 'yes' | 'no' | 'person'): string {
  return buttonsOf(answer).find((value) => value.startsWith(`${word}:`)) ?? '';
}
const counted = (helpful: boolean) => [{ type: 'count_answer', entry: ENTRY, locale: 'zh-CN', helpful }];

describe('under an answer', () => {
  it('stands the question whether it helped, with three buttons after the others', () => {
    const answer = startTalk().say(QUESTION);
    expect(answer.text).toMatch(/出处：.*\n解决了吗？$/);
    const labels = buttonsUnder(answer).map(({ label }) => label);
    expect(labels.slice(-3)).toEqual(['解决了', '没解决', '找人问']);
    expect(buttonsOf(answer).slice(0, -3)).toHaveLength(2);
    expect(
      buttonsOf(answer)
        .slice(0, -3)
        .every((value) => value.startsWith('entry:')),
    ).toBe(true);
  });

  it('it stands in the language of the answer', () => {
    const answer = startTalk().say('How many hours should my primary school child sleep?');
    expect(answer.text).toMatch(/Did this help\?$/);
    expect(
      buttonsUnder(answer)
        .slice(-3)
        .map(({ label }) => label),
    ).toEqual(['Yes', 'No', 'Talk to a person']);
  });

  it('it stands also when the answer was chosen by a button', () => {
    expect(judgement(startTalk().press(`entry:${ENTRY}`), 'yes')).not.toBe('');
  });

  it('of every entry all fits: 600 characters, and 64 bytes in a button', () => {
    const { knowledge } = shippedDialogue();
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const { id } of knowledge.topics(locale).flatMap((topic) => knowledge.entriesOf(topic, locale))) {
        const { replies } = startTalk(shippedDialogue(), locale).press(`entry:${id}`);
        expect([...(replies[0]?.text ?? '')].length, id).toBeLessThanOrEqual(600);
        for (const { value } of replies[0]?.buttons ?? []) {
          expect(value, id).toMatch(/^[\x21-\x7e]{1,64}$/);
        }
      }
    }
  });

  it('it does not stand in a group, nor under what is no answer', () => {
    const { turn } = shippedDialogue();
    const inGroup = turn(
      newSession('zh-CN', true),
      { kind: 'text', text: QUESTION },
      { ...ABROAD, place: 'group' },
    );
    expect(inGroup.replies[0]?.text).not.toContain('解决了吗');
    expect(judgement(inGroup, 'yes')).toBe('');
    for (const text of ['打针的事', '今天大盘咋样 茅台能不能买点', '他现在正在打我', '谢谢']) {
      expect(startTalk().say(text).text, text).not.toContain('解决了吗');
    }
  });

  it('it does not come between the questions of a form', () => {
    const talk = startTalk();
    talk.press('report');
    const aside = talk.say('小学生一天要睡几个小时？');
    expect(aside.text).toContain('小时');
    expect(judgement(aside, 'yes')).toBe('');
  });
});

describe('a button under an answer', () => {
  it('"it helped" is counted once, and thanked for each time', () => {
    const talk = startTalk();
    const yes = judgement(talk.say(QUESTION), 'yes');
    const first = talk.press(yes);
    expect(first.effects).toEqual(counted(true));
    expect(first.text.split('\n')).toHaveLength(1);
    const second = talk.press(yes);
    expect(second.effects).toEqual([]);
    expect(second.text).toMatch(/谢谢/);
  });

  it('counts no second time for the other word, nor after the same answer was shown again', () => {
    const talk = startTalk();
    talk.press(judgement(talk.say(QUESTION), 'no'));
    expect(talk.press(judgement(talk.say(QUESTION), 'yes')).effects).toEqual([]);
  });

  it('counts for the answer under which it stood, however many came after it', () => {
    const talk = startTalk();
    const yes = judgement(talk.say(QUESTION), 'yes');
    const { knowledge } = shippedDialogue();
    const topics = knowledge.topics('zh-CN').slice(0, 30);
    for (const topic of topics) {
      talk.press(`entry:${knowledge.entriesOf(topic, 'zh-CN')[0]?.id}`);
    }
    expect(talk.press(yes).effects).toEqual(counted(true));
    expect(talk.press(yes).effects).toEqual([]);
  });

  it('of a talk that is known no more counts for its entry, once', () => {
    const yes = judgement(startTalk().say(QUESTION), 'yes');
    const later = startTalk();
    expect(later.press(yes).effects).toEqual(counted(true));
    expect(later.press(yes).effects).toEqual([]);
    const no = startTalk().press(yes.replace('yes:', 'no:'));
    expect(no.effects).toEqual(counted(false));
    expect(buttonsOf(no).some((value) => value.startsWith('keep:'))).toBe(false);
  });

  it.each(['yes:1:nothing_of_ours', 'no:', 'person', 'yes:a:b:c'])(
    '%s, which nobody gave, counts nothing',
    (value) => {
      const result = startTalk().press(value);
      expect(result.effects).toEqual([]);
      expect(result.text).toMatch(/过期/);
    },
  );
});

describe('"it did not help"', () => {
  it('offers other entries, other words, and staff; nothing is kept yet', () => {
    const talk = startTalk();
    const no = talk.press(judgement(talk.say(QUESTION), 'no'));
    expect(no.effects).toEqual(counted(false));
    const values = buttonsOf(no);
    const others = values.filter((value) => value.startsWith('entry:'));
    expect(others.length).toBeGreaterThanOrEqual(1);
    expect(others.length).toBeLessThanOrEqual(3);
    expect(others).not.toContain(`entry:${ENTRY}`);
    expect(values).toContain('ask');
    expect(values.at(-1)).toMatch(/^keep:/);
    expect(no.replies[0]?.buttons?.at(-1)?.label).toBe('把问题交给妇联的人');
  });

  it('keeps the question with its reason and entry when she agrees, once', () => {
    const talk = startTalk();
    const no = judgement(talk.say(QUESTION), 'no');
    const keep = buttonsOf(talk.press(no)).at(-1) ?? '';
    expect(talk.press(keep).effects).toEqual([
      { type: 'keep_question', question: QUESTION, about: { reason: 'unhelpful', entry: ENTRY } },
    ]);
    expect(talk.press(keep).effects).toEqual([]);
    expect(buttonsOf(talk.press(no)).some((value) => value.startsWith('keep:'))).toBe(false);
  });

  it('keeps her own words when another entry that she chose did not help either', () => {
    const talk = startTalk();
    const no = talk.press(judgement(talk.say(QUESTION), 'no'));
    const other = buttonsOf(no).find((value) => value.startsWith('entry:')) ?? '';
    const again = talk.press(judgement(talk.press(other), 'no'));
    expect(talk.press(buttonsOf(again).at(-1) ?? '').effects).toMatchObject([
      { question: QUESTION, about: { entry: other.slice('entry:'.length) } },
    ]);
  });

  it('a sentence about what was wrong goes along, and a new question is a new question', () => {
    const talk = startTalk();
    talk.press(judgement(talk.say(QUESTION), 'no'));
    const told = talk.say('说得太笼统咯');
    expect(told.text).toMatch(/一起交/);
    expect(told.effects).toEqual([]);
    const kept = talk.press(buttonsOf(told).at(-1) ?? '').effects;
    expect(kept).toMatchObject([{ type: 'keep_question', about: { reason: 'unhelpful', entry: ENTRY } }]);
    expect(JSON.stringify(kept)).toContain(`${QUESTION}\\n说得太笼统咯`);

    const other = startTalk();
    other.press(judgement(other.say(QUESTION), 'no'));
    const next = other.say('孩子发烧39度要不要吃退烧药');
    expect(next.kind).toBe('answer');
    expect(next.entry).not.toBe(ENTRY);
  });

  it('never hides danger, and courtesies stay courtesies', () => {
    const talk = startTalk();
    talk.press(judgement(talk.say(QUESTION), 'no'));
    expect(talk.say('他现在正在打我').kind).toBe('crisis');
    const polite = startTalk();
    polite.press(judgement(polite.say(QUESTION), 'no'));
    expect(polite.say('谢谢').text).toMatch(/不客气/);
  });
});

describe('"talk to a person"', () => {
  it('names the numbers and offers to leave the question', () => {
    const talk = startTalk();
    const person = talk.press(judgement(talk.say(QUESTION), 'person'));
    expect(person.text).toContain('12338（');
    expect(person.text).toContain('12355');
    expect(person.effects).toEqual([]);
    expect(talk.press(buttonsOf(person).at(-1) ?? '').effects).toEqual([
      { type: 'keep_question', question: QUESTION, about: { reason: 'person', entry: ENTRY } },
    ]);
  });

  it('says nothing of the line for the young where it is about a baby', () => {
    const talk = startTalk();
    const answer = talk.say('新生儿黄疸多久退');
    expect(answer.kind).toBe('answer');
    expect(talk.press(judgement(answer, 'person')).text).not.toContain('12355');
  });
});

/** What a message right after an answer does. */
function after(text: string, locale: Locale = 'zh-CN'): TurnResult {
  const talk = startTalk(shippedDialogue(), locale);
  talk.say(locale === 'en' ? 'How many hours should my primary school child sleep?' : QUESTION);
  return talk.say(text);
}

describe('in plain words', () => {
  it.each([
    '解决了',
    '解决了！',
    '谢谢 解决了',
    '谢谢，解决了',
    '好的解决了谢谢',
    '有用，谢谢',
    '帮到我了',
    '是的',
    '问题解决啦',
  ])('%s: it helped', (text) => {
    expect(after(text).effects).toEqual(counted(true));
  });

  it.each([
    '没用',
    '没得用',
    '一点用都没有',
    '答非所问',
    '没解决',
    '没有解决',
    '不是这个',
    '不是我问的',
    '我问的不是这个',
    '还是不懂',
    '还是不晓得咋个办',
    '没有',
    '你说的不对',
    '莫得用',
    '这个答案不对头',
    '没说到点子上',
    '沒解決',
    '說了等於沒說',
  ])('%s: it did not', (text) => {
    expect(after(text).effects).toEqual(counted(false));
  });

  it.each(['that helped', 'Yes, thank you', 'It worked, thanks', 'very helpful', 'problem solved'])(
    '%s: it helped',
    (text) => {
      expect(after(text, 'en').effects).toMatchObject([
        { type: 'count_answer', helpful: true, locale: 'en' },
      ]);
    },
  );

  it.each([
    "that didn't help",
    'that didn’t help',
    'No',
    'not helpful at all',
    'that is not what I asked',
    'I still don’t understand',
    'useless',
  ])('%s: it did not', (text) => {
    expect(after(text, 'en').effects).toMatchObject([{ type: 'count_answer', helpful: false, locale: 'en' }]);
  });

  it.each(['找人问', '我想找个人问问', '找人工', '人工'])('%s: a person', (text) => {
    expect(buttonsOf(after(text)).some((value) => value.startsWith('keep:'))).toBe(true);
  });

  it('a person, in the words that the button has in English', () => {
    expect(buttonsOf(after('Talk to a person', 'en')).some((value) => value.startsWith('keep:'))).toBe(true);
    expect(buttonsOf(startTalk().say('找人工'))).toEqual([]);
  });

  it.each([
    '老师说没用手机不行怎么办',
    '解决了睡觉问题，那孩子发烧怎么办',
    '吃了退烧药没用还是烧',
    '不是这个，我问的是高中生睡多久',
    'it does not help when he has a fever, what now?',
    '谢谢',
    '好的',
    '再见',
  ])('%s is no judgement', (text) => {
    expect(after(text).effects).toEqual([]);
  });

  it('they belong to the last answer only while nothing else came after it', () => {
    const talk = startTalk();
    talk.say(QUESTION);
    talk.say('谢谢');
    expect(talk.say('没用').effects).toEqual(counted(false));
    expect(talk.say('没用').effects).toEqual([]);
    talk.say('今天大盘咋样 茅台能不能买点');
    expect(talk.say('解决了').effects).toEqual([]);
    expect(startTalk().say('没用').effects).toEqual([]);
  });

  it('in a form they are the answers to its questions', () => {
    const talk = startTalk();
    talk.say(QUESTION);
    talk.press('report');
    expect(talk.say('没有').effects).toEqual([]);
    talk.press('f:cancel');
    expect(talk.say('没用').effects).toEqual([]);
  });

  it('without end are read at once', () => {
    for (const words of ['好的谢谢', '一点都', 'no but ', '解决了']) {
      expect(after(words.repeat(100)).replies.length).toBeGreaterThan(0);
      expect(after(`${words.repeat(5)}9`).replies.length).toBeGreaterThan(0);
    }
  });
});

it('a talk stays small whatever is asked and judged', () => {
  const { turn } = shippedDialogue();
  let session: Session = newSession('zh-CN', true);
  for (let i = 0; i < 300; i += 1) {
    const text = `${QUESTION}${'呢'.repeat(i)}`;
    const answer = turn(session, { kind: 'text', text }, HERE);
    session = turn(answer.session, { kind: 'button', value: judgement(answer, 'yes') }, HERE).session;
  }
  expect(JSON.stringify(session).length).toBeLessThan(10_000);
});
