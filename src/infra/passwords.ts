import { randomBytes } from 'node:crypto';
import { hash, hashSync, verify } from '@node-rs/argon2';
import type { Passwords } from '../domain/privacy/index.js';
import { createTurnstile } from '../lib/turnstile.js';

/** argon2id (the library's own default) with OWASP's floor: 19 MiB, two passes, one lane; about 10 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** At most so many at once: each takes a core and 19 MiB. */
const AT_ONCE = 2;
const MOST_WAITING = 100;

/** Slow digests, few at once. */
export function createPasswords(): Passwords {
  const inTurn = createTurnstile(AT_ONCE, MOST_WAITING);
  const nobodys = hashSync(randomBytes(16), COST);
  return {
    hash: (secret) => inTurn(() => hash(secret, COST)),
    async verify(known, secret) {
      const right = await inTurn(() => verify(known ?? nobodys, secret));
      return known !== null && right;
    },
  };
}
