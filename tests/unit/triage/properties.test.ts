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
const message = fc.constantFrom(...MESSAGES);
const seen = (text: string) => {
  const { urgency, suicide, minor } = triage(text);
  return { flags: redFlags.find(text), urgency, suicide, minor };
};
const alike = (change: (text: string) => string) => (text: string) => {
  expect(seen(change(text))).toEqual(seen(text));
};

describe('what does not change the danger', () => {
  it('is a polite word before or after', () => {
    fc.assert(
      fc.property(
        message,
        fc.constantFrom('您好，', '你好，', '麻烦您了，'),
        fc.constantFrom('', '，谢谢', '，谢谢您'),
        (text, before, after) => {
          alike((plain) => before + plain + after)(text);
        },
      ),
    );
  });

  it('is traditional writing', () => {
    fc.assert(fc.property(message, alike(toTraditional)));
  });

  it('is full width', () => {
    fc.assert(fc.property(message, alike(toFullWidth)));
  });

  it('is blanks and emoji between the clauses', () => {
    fc.assert(
      fc.property(message, fc.constantFrom(' ', '   ', '😭', ' 😭😭 ', '\n'), (text, between) => {
        alike((plain) => plain.replaceAll('，', `，${between}`) + between)(text);
      }),
    );
  });

  it('is the name of a person', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('张伟', '李强', '阿木', '王建国'),
        fc.constantFrom('刘洋', '陈勇', '赵军'),
        (one, other) => {
          expect(seen(`${one}正在打我，拿刀堵在门口`)).toEqual(seen(`${other}正在打我，拿刀堵在门口`));
        },
      ),
    );
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
