import { describe, expect, it } from 'vitest';
import { isLogin, readName, typedLogin } from '../../../src/domain/staff/login.js';

describe('a login', () => {
  it.each(['abc', 'mei.li', 'a_b-c.d', '12338', 'x'.repeat(32)])('may be %s', (login) => {
    expect(isLogin(login)).toBe(true);
  });

  it.each(['', 'ab', 'x'.repeat(33), 'Mei', 'mei li', 'mei@li', '梅', 'meı', 'mei\n', 'ａｂｃ'])(
    'may not be %j',
    (login) => {
      expect(isLogin(login)).toBe(false);
    },
  );

  it('is read whatever the capitals and the spaces around it', () => {
    expect(typedLogin(' Mei.Li ')).toBe('mei.li');
  });
});

describe('a name', () => {
  it.each([
    ['李梅', '李梅'],
    ['  Mei   Li\t', 'Mei Li'],
    ['李\u0000梅', '李 梅'],
    ['\u202e李梅', '李梅'],
    ['𠮷'.repeat(40), '𠮷'.repeat(40)],
  ])('of %j is %j', (typed, name) => {
    expect(readName(typed)).toBe(name);
  });

  it.each(['', ' \n ', '王'.repeat(41), '\u200b'])('is not %j', (typed) => {
    expect(readName(typed)).toBeNull();
  });
});
