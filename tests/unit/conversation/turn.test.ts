import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES, newSession, UNREADABLE_KINDS } from '../../../src/conversation/types.js';
import { shippedDialogue, startTalk } from '../../support/dialogue.js';

describe('a question', () => {
  it('in dialect is answered with its source', () => {
    const reply = startTalk().say('娃儿二年级了天天耍手机到半夜咋个办');
    expect(reply.kind).toBe('answer');
    expect(reply.text).toMatch(/手机/);
    expect(reply.text).toMatch(/出处：/);
    expect(reply.citations?.length).toBeGreaterThan(0);
  });

  it('in traditional characters gets the same answer as in simplified ones', () => {
    expect(startTalk().say('孩子發燒多少度要吃藥').entry).toBe(startTalk().say('孩子发烧多少度要吃药').entry);
  });

  it('in English is answered in English', () => {
    const reply = startTalk(shippedDialogue(), 'en').say(
      'How many hours should my primary school child sleep?',
    );
    expect(reply.kind).toBe('answer');
    expect(reply.text).toMatch(/10 hours/);
    expect(reply.text).toMatch(/Source: /);
  });

  it('in English within a Chinese talk is answered in English, and the other way round', () => {
    expect(startTalk().say('How many hours should my primary school child sleep?').text).toMatch(/Source: /);
    expect(startTalk(shippedDialogue(), 'en').say('小学生一天要睡几个小时').text).toMatch(/出处：/);
  });

  it('that says too little is asked back with two to four choices', () => {
    const reply = startTalk().say('打针的事');
    expect(reply.kind).toBe('clarify');
    const choices = reply.replies[0]?.buttons ?? [];
    expect(choices.length).toBeGreaterThanOrEqual(2);
    expect(choices.length).toBeLessThanOrEqual(4);
  });

  it('a choice leads to its answer', () => {
    const talk = startTalk();
    const choice = talk.say('打针的事').replies[0]?.buttons?.[0];
    const reply = talk.press(choice?.value ?? '');
    expect(reply.kind).toBe('answer');
    expect(choice?.value).toBe(`entry:${reply.entry}`);
  });

  it('of another field is declined with a next step', () => {
    const reply = startTalk().say('今天大盘咋样 茅台能不能买点');
    expect(reply.kind).toBe('out_of_scope');
    expect(reply.text).toMatch(/抱歉/);
  });

  it('without an answer may be left for staff, and only then is kept', () => {
    const talk = startTalk();
    const declined = talk.say('我家猫咪爬树下不来了消防管不管还要喂什么猫粮');
    expect(declined.kind).toBe('out_of_scope');
    expect(declined.effects).toEqual([]);
    const offer = declined.replies[0]?.buttons?.[0]?.value ?? '';
    expect(talk.press('keep:other').effects).toEqual([]);
    expect(talk.press(offer).effects).toEqual([
      { type: 'keep_question', question: '我家猫咪爬树下不来了消防管不管还要喂什么猫粮' },
    ]);
    expect(talk.press(offer).effects).toEqual([]);
  });
});

describe('a follow-up', () => {
  it('about another age finds the sibling answer', () => {
    const talk = startTalk();
    expect(talk.say('小学生一天要睡几个小时').text).toMatch(/10小时/);
    expect(talk.say('那初中呢？').text).toMatch(/9小时/);
    expect(talk.say('高中呢').text).toMatch(/8小时/);
  });

  it('may name the age by a number alone', () => {
    const talk = startTalk(shippedDialogue(), 'en');
    expect(talk.say('How many hours should my 7 year old sleep?').text).toMatch(/10 hours/);
    expect(talk.say('And at 14?').text).toMatch(/9 hours/);
  });
});

describe('danger', () => {
  const told: ReadonlyArray<[string, RegExp]> = [
    ['孙孙把打果树的农药喝了一口', /120/],
    ['娃手戳插座倒地上了 我敢不敢去拉他', /120/],
    ['有个人抱起我孙孙就上面包车跑了', /110/],
    ['他拿刀在砸门 我跟娃躲在厕所', /110/],
    ['我不想活了', /12356/],
    ['娃娃吞了一颗纽扣电池', /急诊|120/],
    ['my son swallowed bleach', /120/],
  ];
  it.each(told)('%s: the number comes in the first line', (text, number) => {
    const reply = startTalk().say(text);
    expect(reply.kind).toBe('crisis');
    expect(reply.text.split('\n')[0]).toMatch(number);
    expect(reply.replies[0]?.sensitive).toBe(true);
  });

  it('overrides whatever was going on', () => {
    const talk = startTalk();
    talk.say('删除我的数据');
    expect(talk.say('他现在正在打我').kind).toBe('crisis');
  });

  it.each([
    '作业多得想死',
    '这游戏杀人太多了',
    '想死你了宝贝',
    '电视剧里那个女的被打得好惨',
    '怎么给孩子讲防溺水',
  ])('%s raises no alarm', (text) => {
    expect(startTalk().say(text).kind).not.toBe('crisis');
  });
});

describe('words that small talk also has', () => {
  it.each([
    '老公打得厉害',
    '流血流得厉害',
    '孩子喘得厉害',
    '宝宝吐得厉害',
    '孩子发烧烧得厉害',
    '滚水烫了娃儿',
    '骗子冒充老师',
    '垃圾食品能吃吗',
    '谢谢，孩子发烧39度怎么办',
    '孩子三岁了不和人说话是自闭症吗',
    '娃儿删除所有聊天记录不让我看怎么办',
    '三岁半女儿从哪点开始教她啥叫隐私部位',
  ])('%s is no small talk and no command', (text) => {
    const reply = startTalk().say(text);
    expect(reply.kind).not.toBe('smalltalk');
  });

  it.each([
    '谢谢你',
    '谢谢哈 你说得巴适得很',
    '你好，请问有人在吗',
    '你真厉害',
    '哈哈哈',
    '你是机器人吗',
    'thank you so much',
    '拜拜',
  ])('%s is small talk', (text) => {
    expect(startTalk().say(text).kind).toBe('smalltalk');
  });

  it('the words that the help promises work', () => {
    expect(startTalk().say('求助电话').text).toMatch(/110[\s\S]*12348/);
    expect(startTalk(shippedDialogue(), 'en').say('numbers').text).toMatch(/110[\s\S]*12348/);
  });
});

describe('courtesies without end', () => {
  it.each(['好了谢谢', '你好哈', 'ok thanks '])('%s many times over are understood at once', (words) => {
    for (const text of [words.repeat(12), `${words.repeat(12)}9`, words.repeat(300)]) {
      expect(startTalk().say(text).replies.length).toBeGreaterThan(0);
    }
  });
});

describe('a long message', () => {
  it('is read to its end for danger', () => {
    const story = '孩子的爸爸在外面打工，一年回来两次，平时我们用手机视频。'.repeat(120);
    expect([...story].length).toBeGreaterThan(2000);
    const reply = startTalk().say(`${story}我不想活了，今晚就跳楼`);
    expect(reply.kind).toBe('crisis');
    expect(reply.text).toMatch(/110/);
  });
});

describe('two dangers at once', () => {
  it('fit a screen in both languages', () => {
    const { edition, say } = shippedDialogue();
    for (const { id } of edition.redFlags.flags) {
      expect([...say('en', `safety:${id}`)].length + [...say('en', 'safety:after')].length, id).toBeLessThan(
        600,
      );
    }
    const reply = startTalk(shippedDialogue(), 'en').say(
      'he has a knife and is hitting me, my son is unconscious',
    );
    expect(reply.kind).toBe('crisis');
    expect([...reply.text].length).toBeLessThanOrEqual(600);
  });
});

describe('commands', () => {
  it('the welcome says that a program answers and names the numbers', () => {
    const { text } = startTalk().say('/start');
    expect(text).toMatch(/程序/);
    for (const number of ['110', '120', '12338']) {
      expect(text).toContain(number);
    }
  });

  it('a talk that begins with a question is told so after the answer, once', () => {
    const { turn } = shippedDialogue();
    const first = turn(newSession('zh-CN'), { kind: 'text', text: '小学生一天要睡几个小时' });
    expect(first.replies.at(-1)?.text).toMatch(/程序，不是真人/);
    const second = turn(first.session, { kind: 'text', text: '初中生要睡几个小时' });
    expect(second.replies).toHaveLength(1);
  });

  it('the language changes by word and by button', () => {
    const talk = startTalk();
    expect(talk.say('English').effects).toEqual([{ type: 'set_locale', locale: 'en' }]);
    expect(talk.session().locale).toBe('en');
    expect(talk.press('lang:zh-CN').effects).toEqual([{ type: 'set_locale', locale: 'zh-CN' }]);
  });

  it('nothing is deleted before it is confirmed', () => {
    const talk = startTalk();
    expect(talk.say('请把我的数据全部删除').effects).toEqual([]);
    expect(talk.press('forget:no').effects).toEqual([]);
    expect(talk.say('好的').effects).toEqual([]);
    talk.say('删除我的数据');
    expect(talk.say('不删了').effects).toEqual([]);
    talk.say('删除我的数据');
    expect(talk.press('forget:yes').effects).toEqual([{ type: 'forget' }]);
  });

  it.each(['删除', '是的', '确认删除', 'yes'])('"%s" confirms the deletion without a button', (word) => {
    const talk = startTalk();
    talk.say('删除我的数据');
    expect(talk.say(word).effects).toEqual([{ type: 'forget' }]);
  });

  it.each(['退订', '/stop', 'unsubscribe'])('%s ends what was subscribed', (text) => {
    expect(startTalk().say(text).effects).toEqual([{ type: 'unsubscribe' }]);
  });

  it('every topic can be reached by buttons', () => {
    const talk = startTalk();
    for (const shelf of talk.say('/start') && (talk.press('topics').replies[0]?.buttons ?? [])) {
      const topics = talk.press(shelf.value).replies[0]?.buttons ?? [];
      expect(topics.length).toBeGreaterThan(0);
      for (const topic of topics) {
        const entries = talk.press(topic.value).replies[0]?.buttons ?? [];
        expect(entries.length).toBeGreaterThan(0);
        expect(talk.press(entries[0]?.value ?? '').kind).toBe('answer');
      }
    }
  });
});

describe('anything at all', () => {
  it.each(UNREADABLE_KINDS)('%s gets a sentence with the numbers', (kind) => {
    for (const locale of LOCALES) {
      const reply = startTalk(shippedDialogue(), locale).send({ kind });
      expect(reply.text).toMatch(/110/);
      expect(reply.text).toMatch(/120/);
    }
  });

  it.each([
    '',
    '   ',
    '😀😀',
    '？！…',
    '\u0000\u202e',
    '{{name}}',
    '$t(bot:welcome.text)',
    '<script>alert(1)</script>',
    '__proto__',
  ])('%j gets a helpful sentence', (text) => {
    const reply = startTalk().say(text);
    expect(reply.text.length).toBeGreaterThan(10);
    expect(reply.text).not.toContain('<script>');
  });

  it('no message fails, and no reply is longer than a screen', () => {
    const talk = startTalk();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.string({ unit: 'grapheme', maxLength: 300 }),
        ),
        (text) => {
          const reply = talk.say(text);
          expect(reply.replies.length).toBeGreaterThan(0);
          for (const part of reply.replies) {
            expect([...part.text].length).toBeLessThanOrEqual(600);
            expect(part.text).not.toBe('');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a very long message is answered', () => {
    expect(startTalk().say('孩子不睡觉怎么办'.repeat(1250)).text).not.toBe('');
  });

  it('a button that nobody gave is told to be out of date', () => {
    for (const value of ['entry:none', 'shelf:none', 'topic:none', 'lang:fr', 'nonsense', '']) {
      expect(startTalk().press(value).text).toMatch(/按钮/);
    }
  });

  it('every answer fits a screen in its language', () => {
    const { edition } = shippedDialogue();
    for (const entry of edition.entries) {
      const talk = startTalk(shippedDialogue(), entry.locale as (typeof LOCALES)[number]);
      const [reply] = talk.press(`entry:${entry.id}`).replies;
      expect([...(reply?.text ?? '')].length, entry.id).toBeLessThanOrEqual(600);
      expect(new TextEncoder().encode(`entry:${entry.id}`).length, entry.id).toBeLessThanOrEqual(64);
    }
  });
});
