import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTAKE_STEPS } from '../../../src/domain/cases/index.js';
import { LOCALES, type Message, UNREADABLE_KINDS } from '../../../src/conversation/types.js';
import { ABROAD, buttonsOf, formTalk } from '../../support/form-talk.js';

const names = INTAKE_STEPS.map((step) => step.name);
const buttons = [
  ...INTAKE_STEPS.flatMap((step) =>
    step.kind === 'text'
      ? []
      : step.options.flatMap((option) => [
          `f:${step.name}:${option}`,
          `f:without:${step.name}.${option}`,
          `f:done:${step.name}`,
        ]),
  ),
  ...names.flatMap((name) => [`f:skip:${name}`, `f:back:${name}`, `f:change:${name}`]),
  ...[
    'f:use',
    'f:look',
    'f:fill',
    'f:now:x',
    'f:ready:hurt',
    'f:ready:x',
    'f:past:other',
    'f:scale:begin',
    'f:scale:leave',
    'f:answer:could_not_breathe.yes',
    'f:answer:threatened_to_kill.no',
    'f:without:happened.x',
    'f:done:happened',
    'f:keep',
    'f:add',
    'f:agree',
    'f:danger:',
    'f:contact:never',
    'f:',
    'f',
    'f:__proto__:x',
    'f:happened:x',
  ],
  ...[
    'report',
    'numbers',
    'human',
    'case',
    'topics',
    'lang:en',
    'lang:zh-CN',
    's:save',
    'entry:none',
    'nonsense',
  ],
];
const words = [
  '跳过',
  '上一步',
  '有',
  '没有',
  '不晓得',
  '1',
  '3',
  '现在危险',
  '好的',
  '谢谢',
  '求助电话',
  '小学生一天要睡几个小时？',
  '你们会告诉他吗',
  '13900000000',
  '玉泉',
  '蓝色的',
  '改地方',
  '前面写错了',
  '加进去',
  'no',
];
const harmless = fc.oneof(
  fc.constantFrom(...buttons).map((value): Message => ({ kind: 'button', value })),
  fc.constantFrom(...words).map((text): Message => ({ kind: 'text', text })),
  fc.constantFrom(...UNREADABLE_KINDS).map((kind): Message => ({ kind })),
);
const anything = fc.oneof(
  harmless,
  fc
    .constantFrom(
      'f:cancel',
      'f:discard',
      'f:refuse',
      'f:rewrite',
      'f:send:x',
      's:topic:vision',
      's:all',
      's:cancel',
      'forget:yes',
    )
    .map((value): Message => ({ kind: 'button', value })),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text): Message => ({ kind: 'text', text })),
);

describe('whatever is pressed and said in the report form', () => {
  it('loses no word of what happened', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LOCALES), fc.array(harmless, { maxLength: 25 }), (locale, storm) => {
        const talk = formTalk(locale);
        talk.press('report');
        talk.press('f:danger:no');
        talk.say('金丝雀：他把门锁了');
        for (const message of storm) {
          talk.send(message);
          expect(talk.draft().happened).toContain('金丝雀：他把门锁了');
        }
        const sent = [...talk.say('发送').effects, ...talk.say('发送').effects][0];
        expect(sent).toMatchObject({ type: 'file_case' });
        expect(JSON.stringify(sent)).toContain('金丝雀：他把门锁了');
      }),
      { numRuns: 60 },
    );
  });

  it('never fails, never says nothing, and never more than a screen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.constantFrom('here', 'abroad', 'group'),
        fc.array(anything, { maxLength: 25 }),
        (locale, place, storm) => {
          const talk = formTalk(locale, { ...ABROAD, place });
          talk.say('登记');
          for (const message of storm) {
            const result = talk.send(message);
            expect(result.replies.length).toBeGreaterThan(0);
            for (const part of result.replies) {
              expect(part.text).not.toBe('');
              expect([...part.text].length).toBeLessThanOrEqual(600);
            }
            expect(buttonsOf(result).every((value) => /^[\x21-\x7e]{1,64}$/.test(value))).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
