import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Converter } from 'opencc-js';
import { describe, expect, it } from 'vitest';
import { redFlags, triage } from './support.js';

const toTraditional = Converter({ from: 'cn', to: 'tw' });
const toFullWidth = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const MESSAGES = [
  '他正在打我，我躲在厕所不敢出声',
  '老公拿菜刀追我，我跟孩子锁在房间里',
  '我不想活了，药已经攒够了',
  '孩子不见了，放学没回家，到处找不到',
  '孩子喝了农药，嘴巴冒白泡',
  '老师摸我屁股，还不准我说，我11岁',
  '前夫掐我脖子，说要杀我全家',
  '单位知道我怀孕就把我辞退了',
  '老板拖欠我三个月工资',
  '请问离婚要带什么材料',
];
/** Every twentieth labelled sentence in Chinese, whatever it tells of. */
const LABELLED = ['c', 'd', 'e', 'f', 'g']
  .flatMap((part) => readFileSync(`tests/questions/complaints.${part}.jsonl`, 'utf8').trim().split('\n'))
  .filter((_, nth) => nth % 20 === 0)
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .filter((text) => /\p{Script=Han}/u.test(text));
const MANY = [...MESSAGES, ...LABELLED];
const seen = (text: string) => {
  const { urgency, suicide, minor } = triage(text);
  return { flags: redFlags.find(text), urgency, suicide, minor };
};
const FRAMES = [
  '{}正在打我，拿刀堵在门口',
  '我叫{}，老公把我锁在屋里三天了',
  '{}昨晚又动手了，我胳膊抬不起来',
  '同事{}老是摸我大腿',
  '我儿子{}放学没回家，电话打不通',
  '{}欠我三个月工资不给',
  '我不想活了，{}你们好好的',
  '{}说不离婚就烧房子',
  '隔壁{}天天打娃，娃儿惨叫',
  '{}刷单骗了我两万',
  '医生{}没问我就给我上了环',
  '物业{}不管漏水',
];
const NAMES = [
  '张伟',
  '李强',
  '王建国',
  '刘洋',
  '陈勇',
  '赵军',
  '杨秀英',
  '何小兰',
  '曾桂芳',
  '邓超',
  '周敏',
  '阿芳',
];

describe('what does not change the danger', () => {
  it.each<[string, (text: string) => string]>([
    ['a greeting and thanks', (text) => `您好，${text}，谢谢您`],
    ['an apology for the trouble', (text) => `麻烦您了，${text}`],
    ['traditional writing', toTraditional],
    ['full width', toFullWidth],
    ['blanks between the clauses', (text) => text.replace(/[，。？！]/g, (sign) => `${sign}  `)],
    ['line ends between the clauses', (text) => text.replace(/[，。？！]/g, (sign) => `${sign}\n`)],
    ['emoji between the clauses', (text) => text.replace(/[，。]/g, (sign) => `${sign}😭`)],
    ['emoji at the end', (text) => `${text}😭😭`],
  ])('is %s', (_what, change) => {
    expect(MANY.filter((text) => JSON.stringify(seen(change(text))) !== JSON.stringify(seen(text)))).toEqual(
      [],
    );
  });

  it('is any of these together', () => {
    const marks = fc.array(fc.constantFrom(' ', '😭', '\n', '  ', '🙏'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...MANY), marks, fc.boolean(), (text, between, isPolite) => {
        const changed = text.replaceAll('，', `，${between.join('')}`);
        expect(seen(isPolite ? `你好，${changed}，谢谢` : changed)).toEqual(seen(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(FRAMES)('is the name of a person in "%s"', (frame) => {
    const [first, ...others] = NAMES.map((name) => seen(frame.replace('{}', name)));
    others.forEach((other) => {
      expect(other).toEqual(first);
    });
  });
});

describe('what changes the danger', () => {
  it.each([
    ['他打我', '他没有打我'],
    ['老公拿菜刀追我', '老公没有拿菜刀追我'],
    ['他掐我脖子', '他没有掐我脖子'],
    ['我想死', '我没有想死'],
    ['他正在打我', '他没有在打我'],
  ])('is a "没有" before the act: "%s" and "%s"', (_told, denied) => {
    expect(redFlags.find(denied)).toEqual([]);
    expect(triage(denied).urgency).not.toBe('emergency');
  });
});
