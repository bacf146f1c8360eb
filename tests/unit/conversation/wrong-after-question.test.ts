import { describe, expect, it } from 'vitest';
import { formTalk } from '../../support/form-talk.js';

describe('a wrong that is told after a question about something else', () => {
  it.each([['他又打我'], ['他又动手了'], ['我被老公打了'], ['他爸又打我们娘俩']])(
    'is heard as one: "%s"',
    (told) => {
      const talk = formTalk();
      expect(talk.say('孩子三岁半夜老醒怎么办').kind).toBe('answer');
      const result = talk.say(told);
      expect(result.kind).toBe('complaint');
      expect(result.text).toMatch(/110/);
    },
  );

  it.each([
    ['村里不给我分地', /土地|承包/],
    ['领导摸我', /证据/],
    ['我被老公打了', /^有危险马上打110/],
  ])('told first and plainly gets the first advice: "%s"', (told, advice) => {
    const result = formTalk().say(told);
    expect(result.kind).toBe('complaint');
    expect(result.text).toMatch(advice);
  });

  it.each([['我被宝宝打了怎么办'], ['他打我怎么教'], ['孩子打人怎么办']])(
    'is not seen where a parent asks about a child: "%s"',
    (asked) => {
      expect(formTalk().say(asked).kind).not.toBe('complaint');
    },
  );
});
