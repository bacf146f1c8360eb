import { describe, expect, it } from 'vitest';
import { createPasswords } from '../../../src/infra/passwords.js';

const passwords = createPasswords();

describe('digests of secrets', () => {
  it('are argon2id with a salt of their own, and know the secret again', async () => {
    const [one, other] = [await passwords.hash('1234567890123456'), await passwords.hash('1234567890123456')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.verify(one, '1234567890123456')).toBe(true);
    expect(await passwords.verify(one, '1234567890123457')).toBe(false);
    expect(await passwords.verify(one, '')).toBe(false);
  });

  it('know nobody without a digest, who takes a turn like everybody else', async () => {
    expect(await passwords.verify(null, 'secret')).toBe(false);
    const results = await Promise.allSettled(
      Array.from({ length: 105 }, () => passwords.verify(null, 'secret')),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });

  it('are made two at a time; a hundred wait and the next is refused', async () => {
    const results = await Promise.allSettled(Array.from({ length: 105 }, () => passwords.hash('secret')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy', status: 503 } });
    expect(await passwords.verify(await passwords.hash('a'), 'a')).toBe(true);
  });

  it('give their turn back when they fail', async () => {
    const broken = await Promise.allSettled(
      Array.from({ length: 5 }, () => passwords.verify('not a digest', 'secret')),
    );
    expect(broken.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await passwords.verify(await passwords.hash('a'), 'a')).toBe(true);
  });
});
