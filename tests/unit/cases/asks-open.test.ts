import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_ASKS, CASE_STATES, ENDED_STATES, ENTRY_KINDS } from '../../../src/domain/cases/index.js';
import { type AskStanding, openAsks, waitingAsks } from '../../../src/domain/cases/asks-open.js';
import { RATINGS, ratingText, readRating } from '../../../src/domain/cases/rating.js';

type Line = AskStanding['lines'][number];
const line = (kind: Line['kind']): Line => ({ kind, transition: null, from_state: null, to_state: null });
const move = (transition: string, from_state: Line['from_state'], to_state: Line['to_state']): Line => ({
  ...{ kind: 'transition', transition, from_state, to_state },
});
const closed = move('close', 'follow_up', 'closed');
const standing = (given: Partial<AskStanding>): AskStanding => ({
  ...{ state: 'in_progress', running: ['first_contact', 'finish'], lines: [], intake: {}, isLinked: false },
  ...given,
});
const wanted = line('callback_wanted');
const spoken = move('contact', 'in_progress', 'in_progress');

describe('what she may ask for', () => {
  it('is a call and to withdraw while somebody works on it, another look once it is over', () => {
    expect(openAsks(standing({}))).toEqual(['callback', 'withdrawal']);
    expect(openAsks(standing({ state: 'not_accepted' }))).toEqual(['object']);
    expect(openAsks(standing({ state: 'closed', lines: [closed] }))).toEqual(['object', 'rating']);
    expect(openAsks(standing({ state: 'withdrawn' }))).toEqual([]);
  });

  it('is to rate once for each time that it was closed', () => {
    const rated = [closed, line('rated')];
    expect(openAsks(standing({ state: 'closed', lines: rated }))).not.toContain('rating');
    const judged = [...rated, move('judged', 'closed', 'closed')];
    expect(openAsks(standing({ state: 'closed', lines: judged }))).not.toContain('rating');
    const again = [...rated, move('object', 'closed', 'reopened'), closed];
    expect(openAsks(standing({ state: 'closed', lines: again }))).toContain('rating');
    const filed = [...again, move('archive', 'closed', 'archived')];
    expect(openAsks(standing({ state: 'archived', lines: filed }))).toContain('rating');
    const dropped = [move('withdraw', 'in_progress', 'withdrawn'), move('archive', 'withdrawn', 'archived')];
    expect(openAsks(standing({ state: 'archived', lines: dropped }))).toEqual([]);
  });

  it('is to delete how she is reached as long as anything of it is kept', () => {
    for (const intake of [
      { contact: 'phone', phone: '139' },
      { contact: 'page' },
      { statistics: 'yes' },
    ] as const) {
      expect(openAsks(standing({ intake }))).toContain('removal');
    }
    expect(openAsks(standing({ isLinked: true }))).toContain('removal');
    expect(openAsks(standing({ intake: { contact: 'no', statistics: 'no' } }))).not.toContain('removal');
  });
});

describe('what she asked for', () => {
  it('waits until an officer has spoken with her; a written answer is none', () => {
    expect(waitingAsks(standing({ lines: [wanted] }))).toEqual(['callback']);
    expect(waitingAsks(standing({ lines: [wanted, line('to_reporter'), line('note')] }))).toEqual([
      'callback',
    ]);
    expect(waitingAsks(standing({ lines: [wanted, spoken] }))).toEqual([]);
    expect(waitingAsks(standing({ lines: [wanted, spoken, wanted] }))).toEqual(['callback']);
    expect(waitingAsks(standing({ lines: [line('withdrawal_wanted'), wanted] }))).toEqual([
      ...['callback', 'withdrawal'],
    ]);
  });

  it('waits no longer once it has ended, the clock has stopped or the number is deleted', () => {
    expect(waitingAsks(standing({ lines: [wanted], running: ['finish'] }))).toEqual([]);
    expect(waitingAsks(standing({ lines: [wanted], state: 'closed' }))).toEqual([]);
    expect(waitingAsks(standing({ lines: [wanted, line('contact_removed')] }))).toEqual([]);
    const before = [wanted, closed, move('object', 'closed', 'reopened')];
    expect(waitingAsks(standing({ lines: before, state: 'reopened' }))).toEqual([]);
  });

  it('never waits in an ended case, and to withdraw is not offered twice, whatever happened', () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(...ENTRY_KINDS.filter((kind) => kind !== 'transition')).map(line),
        fc.constantFrom(spoken, closed, move('object', 'closed', 'reopened')),
      ),
    );
    fc.assert(
      fc.property(lines, fc.constantFrom(...CASE_STATES), (all, state) => {
        const at = standing({ lines: all, state });
        const waiting = waitingAsks(at);
        expect(ENDED_STATES.includes(state) && waiting.length > 0).toBe(false);
        expect(waiting.includes('withdrawal') && openAsks(at).includes('withdrawal')).toBe(false);
      }),
    );
  });
});

it('a rating reads as it was written, and without words one is as long as another', () => {
  for (const rating of RATINGS) {
    expect(readRating(ratingText(rating, '谢谢"}'))).toEqual({ rating, words: '谢谢"}' });
  }
  expect(new Set(RATINGS.map((rating) => ratingText(rating, null).length)).size).toBe(1);
});

it.each(['zh-CN', 'en'])('every kind of line and every ask has its words in %s', (locale) => {
  const read = (room: string) => JSON.parse(readFileSync(`locales/${locale}/${room}.json`, 'utf8')) as object;
  const { timeline } = read('console-cases') as { timeline: { kinds: object } };
  expect(Object.keys(timeline.kinds)).toEqual(expect.arrayContaining([...ENTRY_KINDS]));
  const { asks } = read('track') as { asks: object };
  expect(Object.keys(asks)).toEqual(expect.arrayContaining([...CASE_ASKS]));
});
