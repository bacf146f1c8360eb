import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword } from '../../../src/domain/staff/password-rules.js';
import { AppError } from '../../../src/lib/errors.js';

/** The code with which a password is refused; null when it will do. */
function refusal(password: string, login = 'mei.li'): string | null {
  try {
    checkPassword(password, login);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('a password', () => {
  it.each([
    '山口 的 风 今天 很大',
    'correct horse battery staple',
    'teapot-rainfall-91',
    'meili went to market',
    '外婆家的石榴树今年开花了',
    'Xk7!qpLm2#vR',
  ])('%s will do', (password) => {
    expect(refusal(password)).toBeNull();
  });

  it.each([
    ['elevensigns', 'password_too_short'],
    ['十一个字的密码还不够长', 'password_too_short'],
    ['😀😀😀😀😀😀', 'password_too_short'],
    ['', 'password_too_short'],
    ['长'.repeat(201), 'password_too_long'],
    ['123381233812338', 'password_too_known'],
    ['fulian12338!', 'password_too_known'],
    ['Fulian@2026!', 'password_too_known'],
    ['妇联12338妇联12338', 'password_too_known'],
    ['shouwang2026', 'password_too_known'],
    ['Password1234', 'password_too_known'],
    ['P@ssw0rd!!!!', 'password_too_known'],
    ['123456789012', 'password_too_known'],
    ['qwertyuiop123', 'password_too_known'],
    ['1qaz2wsx3edc', 'password_too_known'],
    ['admin-admin-admin', 'password_too_known'],
    ['woaini1314520', 'password_too_known'],
    ['19870312 19870312', 'password_too_known'],
    ['aaaaaaaaaaaaaaaa', 'password_too_known'],
    ['ababababababab', 'password_too_known'],
    ['20202020202020', 'password_too_known'],
    ['mei.limei.li', 'password_like_login'],
    ['Mei.Li-20260101', 'password_like_login'],
  ])('%s is refused as %s', (password, code) => {
    expect(refusal(password)).toBe(code);
  });

  it('is never refused for what it says when it is long and varied', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[g-pr-vx-z]{14,40}$/), (password) => {
        fc.pre(new Set(password).size >= 8);
        return refusal(password, 'someone-else') === null;
      }),
    );
  });

  it('is judged in no time however long it is', () => {
    expect(refusal('a'.repeat(60_000))).toBe('password_too_long');
    expect(refusal('abc123'.repeat(33))).toBe('password_too_known');
  });
});
