import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTAKE_STEPS, settle } from '../../../src/domain/cases/index.js';
import { buttonsOf, formAt, formTalk } from '../../support/form-talk.js';
import { newSeed } from '../../support/intakes.js';

const TOLD = '他昨天晚上打了我';

describe('a question with several answers', () => {
  it('waits for more until she is done, and shows what is chosen', () => {
    const { talk } = formAt('needs');
    const first = talk.press('f:needs:shelter');
    expect(talk.step()).toBe('needs');
    expect(first.text).toMatch(/现在填的是：有个地方住/);
    const second = talk.pressLabel(first, '找律师、法律援助');
    expect(second.text).toMatch(/现在填的是：有个地方住、找律师、法律援助/);
    expect(second.replies.at(-1)?.buttons?.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['✓ 有个地方住', '✓ 找律师、法律援助', '请公安来', '选好了']),
    );
    talk.pressLabel(second, '选好了');
    expect(talk.step()).toBe('earlier');
    expect(talk.draft().needs).toEqual(['shelter', 'legal']);
  });

  it('takes a choice back, and a button pressed twice changes nothing', () => {
    const { talk } = formAt('needs');
    talk.press('f:needs:shelter');
    talk.press('f:needs:shelter');
    const chosen = talk.press('f:needs:medical');
    expect(talk.draft().needs).toEqual(['medical', 'shelter']);
    talk.pressLabel(chosen, '✓ 看病、验伤');
    expect(talk.press('f:without:needs.medical').text).toMatch(/前面的/);
    expect(talk.draft().needs).toEqual(['shelter']);
    const none = talk.press('f:without:needs.shelter');
    expect(talk.draft().needs).toBeUndefined();
    expect(buttonsOf(none)).toContain('f:skip:needs');
    expect(buttonsOf(none)).not.toContain('f:done:needs');
  });

  it.each([
    ['1、3', ['police', 'shelter']],
    ['1 3', ['police', 'shelter']],
    ['第一个和第四个', ['police', 'legal']],
    ['律师和带娃', ['legal', 'child_care']],
    ['看病，钱', ['medical', 'economic']],
    ['找律师、法律援助', ['legal']],
    ['a lawyer and shelter', ['shelter', 'legal']],
    ['5', ['psychological']],
  ])('understands "%s"', (text, chosen) => {
    const { talk } = formAt('needs');
    talk.say(text);
    expect(talk.draft().needs).toEqual(chosen);
    expect(talk.step()).toBe('needs');
    expect(talk.draft().happened).toBe(TOLD);
    talk.say('就这些');
    expect(talk.step()).toBe('earlier');
  });

  it('takes "none" instead of all others, and others instead of "none"', () => {
    const { talk } = formAt('earlier');
    talk.press('f:earlier:police');
    talk.say('没找过');
    expect(talk.draft().earlier).toEqual(['none']);
    talk.say('派出所');
    expect(talk.draft().earlier).toEqual(['police']);
  });

  it('takes her own words beside the options, and does not mix them into what happened', () => {
    const { talk } = formAt('wish');
    const heard = talk.say('我想带孩子先搬出去住，让他不要跟来');
    expect(heard.text).toMatch(/您的话记下了[\s\S]*现在填的是：我想带孩子/);
    talk.press('f:wish:advice');
    talk.say('选好了');
    expect(talk.step()).toBe('needs');
    expect(talk.draft()).toMatchObject({
      wish: ['advice'],
      wish_words: '我想带孩子先搬出去住，让他不要跟来',
      happened: TOLD,
    });
  });

  it('is left open by skipping, and emptied by taking all back', () => {
    const { talk } = formAt('share');
    talk.say('跳过');
    expect(talk.step()).toBe('withhold');
    talk.press('f:change:share');
    talk.press('f:share:school');
    talk.press('f:without:share.school');
    talk.say('跳过');
    expect(talk.draft().share).toBeUndefined();
    expect(talk.step()).toBe('withhold');
  });

  it('of another question is changed by an older button, and that is said', () => {
    const { talk } = formAt('share');
    expect(talk.press('f:wish:mediation').text).toMatch(/希望：帮我找法律援助、帮忙调解/);
    expect(talk.press('f:without:wish.legal').text).toMatch(/希望：帮忙调解/);
    expect(talk.step()).toBe('share');
  });

  it('whatever is pressed in whatever order: the draft is settled, and its lists are in one order', () => {
    const buttons = INTAKE_STEPS.flatMap((step) =>
      step.kind === 'text'
        ? [`f:change:${step.name}`, `f:skip:${step.name}`]
        : step.options.flatMap((option) =>
            step.kind === 'choices'
              ? [`f:${step.name}:${option}`, `f:without:${step.name}.${option}`, `f:done:${step.name}`]
              : [`f:${step.name}:${option}`],
          ),
    );
    const seed = newSeed();
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...buttons), { maxLength: 30 }), (pressed) => {
        const { talk } = formAt('minor');
        for (const value of pressed) {
          talk.press(value);
          const draft = talk.draft();
          expect(settle(draft)).toEqual(draft);
          for (const step of INTAKE_STEPS) {
            const given = draft[step.name];
            if (step.kind === 'choices' && given !== undefined) {
              expect(given).toEqual(step.options.filter((option) => given.includes(option as never)));
            }
          }
          expect(draft.happened).toContain(TOLD);
        }
      }),
      { numRuns: 1000, seed },
    );
  });
});

describe('questions that belong together', () => {
  it('are skipped in one go, and only those', () => {
    const { talk, asked } = formAt('relation');
    expect(buttonsOf(asked)).toContain('f:past:other');
    talk.press('f:past:other');
    expect(talk.step()).toBe('wish');
    expect(talk.press('f:past:other').text).toMatch(/前面的/);
    expect(talk.step()).toBe('wish');
  });

  it('left out are offered again in the review', () => {
    const talk = formTalk();
    talk.say('登记');
    talk.press('f:danger:no');
    talk.say('单位拖欠我三个月工资');
    const review = talk.say('发送');
    expect(talk.step()).toBe('review');
    talk.pressLabel(review, '接着填没填的');
    expect(talk.step()).toBe('reporter');
  });
});
