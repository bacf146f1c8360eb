import { describe, expect, it } from 'vitest';
import { LOCALES, type Message } from '../../../src/conversation/types.js';
import { ABROAD, ASKED, formAt } from '../../support/form-talk.js';

const TOLD = '他昨天晚上打了我';
/** Of each kind of question at least one. */
const LIKE_OTHERS = ['residence', 'other_age', 'lives_together', 'answerer', 'voicemail', 'neutral', 'help'];
const STEPS = [
  'abroad',
  ...ASKED.filter((name) => !LIKE_OTHERS.includes(name)),
  'with_whom',
  'scale',
  'review',
];
const text = (words: string): Message => ({ kind: 'text', text: words });
const button = (value: string): Message => ({ kind: 'button', value });

interface Input {
  readonly what: string;
  readonly message: Message;
  /** Words that must not be lost once the form takes answers. */
  readonly tells?: true;
  /** The question that this answers by ending the form. */
  readonly ends?: string;
}
const INPUTS: readonly Input[] = [
  { what: 'nothing', message: text('') },
  { what: 'blanks', message: text(' \n ') },
  { what: 'signs', message: text('？？！') },
  { what: 'pictures', message: text('😭😭') },
  { what: 'a NUL and a lone surrogate', message: text('\0\uD83D') },
  { what: '3,000 characters of what happened', message: text('他又打我骂我。'.repeat(430)), tells: true },
  { what: '3,000 characters of anything', message: text('今天下雨天气冷。'.repeat(375)), tells: true },
  { what: 'another language', message: text('Я ничего не понимаю'), tells: true },
  { what: 'English', message: text('he broke the window yesterday'), tells: true },
  { what: 'pinyin', message: text('ta tian tian he jiu'), tells: true },
  { what: 'not knowing, in pinyin', message: text('bu zhi dao') },
  { what: 'a number', message: text('88') },
  { what: 'a phone number', message: text('13900000000'), tells: true },
  { what: 'the number of an identity card', message: text('510400199001010000'), tells: true },
  { what: 'a date', message: text('2024-05-01'), tells: true },
  { what: 'a command', message: text('/help') },
  { what: 'an unknown command', message: text('/foo') },
  { what: 'an unclear word', message: text('蓝色的'), tells: true },
  { what: 'a courtesy', message: text('谢谢') },
  { what: 'yes', message: text('yes') },
  { what: 'no', message: text('no'), ends: 'abroad' },
  { what: 'what was not understood', message: text('啥意思') },
  { what: 'to report', message: text('登记') },
  { what: 'a button of an older message', message: button('f:skip:danger') },
  { what: 'a choice of an older message', message: button('f:danger:no') },
  { what: '"use these words" of an older message', message: button('f:use') },
  { what: '"write it again" of an older message', message: button('f:rewrite') },
  { what: '"send" of another form', message: button('f:send:x') },
  { what: 'a button that nobody gave', message: button('f:nonsense:x') },
  { what: 'a button of the menu', message: button('numbers') },
  { what: 'a voice message', message: { kind: 'voice' } },
];

describe('whatever is sent at a question of the report form', () => {
  for (const step of STEPS) {
    it.each(INPUTS.filter(({ ends }) => ends !== step))(`at "${step}": $what`, ({ message, tells }) => {
      for (const locale of LOCALES) {
        const { talk, asked } = formAt(step, locale, ABROAD);
        const before = talk.draft();
        let bare = asked.replies.at(-1)?.text ?? '';
        for (let time = 1; time <= 2; time += 1) {
          const at = talk.step();
          const heard = talk.send(message);
          // nothing is filed, nothing is lost
          expect(heard.effects.filter(({ type }) => type === 'file_case')).toEqual([]);
          expect(talk.report()).toBeDefined();
          if (before.happened) {
            expect(talk.draft().happened).toContain(TOLD);
          }
          for (const name of ['reporter', 'minor', 'place_of_harm', 'wish', 'contact', 'phone'] as const) {
            expect(talk.draft()[name] ?? before[name], name).toBe(talk.draft()[name]);
          }
          if (tells && message.kind === 'text' && step !== 'abroad') {
            expect(JSON.stringify(talk.report())).toContain(message.text);
          }
          expect(heard.text.trim()).not.toBe('');
          // whoever is asked the same again is told why
          if (talk.step() === at) {
            expect(heard.text).not.toBe(bare);
          } else {
            bare = heard.replies.at(-1)?.text ?? '';
          }
        }
      }
    });
  }

  it.each(ASKED)('"send" at "%s" files nothing before she has seen it all', (step) => {
    const { talk, asked } = formAt(step);
    const heard = talk.say('发送');
    expect(heard.effects).toEqual([]);
    expect(heard.text).not.toBe(asked.text);
    expect(talk.step()).toBe(talk.draft().happened ? 'review' : step);
  });

  it('the same answer twice is one answer', () => {
    for (const [step, answer, next] of [
      ['danger', '没有危险', 'happened'],
      ['happened', TOLD, 'reporter'],
      ['place_of_harm', '玉泉', 'residence'],
      ['wish', '法律援助', 'wish'],
      ['relation', '老公', 'other_age'],
      ['phone', '13800000000', 'safe_time'],
    ] as const) {
      const { talk } = formAt(step);
      const first = talk.say(answer);
      const draft = talk.draft();
      const second = talk.say(answer);
      expect(talk.step(), step).toBe(next);
      expect(talk.draft(), step).toEqual(draft);
      expect(second.text, step).not.toBe(first.text);
    }
  });
});
