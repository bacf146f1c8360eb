import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDrafts, type Drafts, type SavedDraft } from '../../../src/domain/cases/index.js';
import { createRetentionStore, type Passwords } from '../../../src/domain/privacy/index.js';
import { createFileKeys } from '../../../src/infra/file-keys.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { DAY, HOUR } from '../../support/test-clock.js';
import { type CaseRoom, openCaseRoom } from './case-room.js';

const MINUTE = HOUR / 60;
let room: CaseRoom;
let drafts: Drafts;
beforeAll(async () => {
  room = await openCaseRoom();
  drafts = draftsWith();
});
afterAll(() => room.close());

function draftsWith(passwords: Passwords = createPasswords()): Drafts {
  const { database, sealer, clock } = room;
  return createDrafts({ db: database.prisma, sealer, fileKeys: createFileKeys(), passwords, clock });
}
const draft = (happened = '还没写完'): SavedDraft => ({
  submission: randomBytes(16).toString('hex'),
  answers: { happened, needs: ['police', 'shelter'] },
});
const rows = async () =>
  Number((await room.rows<{ n: string }>('SELECT count(*) AS n FROM intake_draft'))[0]?.n);
const outcome = (code: string, network: string) =>
  drafts.open(code, network).catch((error: Error) => error.message);
const changed = (code: string, at: number) =>
  code.slice(0, at) + String((Number(code[at]) + 1) % 10) + code.slice(at + 1);

describe('a saved draft', () => {
  it('opens with its 16 digits, however they are typed and as often as she likes', async () => {
    const saved = draft();
    const code = await drafts.save(saved);
    expect(code).toMatch(/^\d{16}$/);
    for (const typed of [code, code.replace(/(\d{4})/g, '$1 '), code.replace(/(\d{4})/g, '$1-')]) {
      expect(await drafts.open(typed, 'a network')).toEqual(saved);
    }
  });

  it('saved again keeps its digits and replaces what it said, also when twenty come at once', async () => {
    const saved = draft('第一遍');
    const code = await drafts.save(saved);
    const before = await rows();
    const later = { ...saved, answers: { happened: '第二遍' } };
    expect(await drafts.save(later)).toBe(code);
    expect(await drafts.open(code, '')).toEqual(later);
    const codes = await Promise.all(Array.from({ length: 20 }, () => drafts.save(saved)));
    expect(new Set(codes)).toEqual(new Set([code]));
    expect(await rows()).toBe(before);
  });

  it('does not come back after its report was sent, from a second tab or by a save that comes late', async () => {
    const saved = draft();
    const code = await drafts.save(saved);
    const before = await rows();
    await room.file({ happened: '写完了' }, { submission: saved.submission });
    expect(await rows()).toBe(before - 1);
    await expect(drafts.save(saved)).rejects.toMatchObject({ code: 'draft_sent', status: 409 });
    expect(await rows()).toBe(before - 1);
    expect(await drafts.open(code, 'elsewhere')).toBeNull();
  });

  it('has digits of its own, which nobody can tell without the key ring', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => drafts.save(draft())));
    expect(new Set(codes).size).toBe(20);
    const saved = draft();
    const other = await openCaseRoom();
    const { database, sealer, clock } = other;
    const theirs = createDrafts({
      ...{ db: database.prisma, sealer, fileKeys: createFileKeys(), passwords: createPasswords(), clock },
    });
    expect(await theirs.save(saved)).not.toBe(await drafts.save(saved));
    await other.close();
  });

  it('takes other digits when another draft has the first half of its own', async () => {
    const saved = draft();
    const code = await drafts.save(saved);
    await room.rows('UPDATE intake_draft SET id = gen_random_uuid()'); // every row is somebody else's now
    const next = await drafts.save(saved);
    expect(next).not.toBe(code);
    expect(await drafts.save(saved)).toBe(next);
    expect(await drafts.open(next, '')).toEqual(saved);
  });

  it('is there for 24 hours after it was saved last, and then gone', async () => {
    const saved = draft();
    const code = await drafts.save(saved);
    room.clock.advance(DAY - MINUTE);
    expect(await drafts.open(code, '')).toEqual(saved);
    await drafts.save(saved);
    room.clock.advance(DAY - MINUTE);
    expect(await drafts.open(code, '')).toEqual(saved);
    const retention = createRetentionStore(room.database.prisma);
    await retention.purge(room.clock.now());
    expect(await drafts.open(code, '')).toEqual(saved);
    room.clock.advance(MINUTE);
    expect(await drafts.open(code, '')).toBeNull(); // at once, before any job
    room.clock.advance(1);
    expect((await retention.purge(room.clock.now())).intakeDrafts).toBeGreaterThan(0);
    expect(await rows()).toBe(0);
    expect(await drafts.save(saved)).toBe(code);
  });

  it('goes in the transaction in which the report is filed', async () => {
    const saved = draft();
    const code = await drafts.save(saved);
    await expect(
      room.database.prisma.$transaction(async (tx) => {
        const origin = { channel: 'web', locale: 'zh-CN', submission: saved.submission } as const;
        await room.fileCase(tx, { happened: '写完了' }, { ...origin, now: room.clock.now() });
        throw new Error('it ends here');
      }),
    ).rejects.toThrow('it ends here');
    expect(await drafts.open(code, '')).toEqual(saved);
    const other = await drafts.save(draft());
    await room.file({ happened: '写完了' }, { submission: saved.submission });
    expect(await drafts.open(code, '')).toBeNull();
    expect(await drafts.open(other, '')).not.toBeNull();
  });

  it('stands nowhere in the clear, nor do its digits and its token', async () => {
    const canary = `金丝雀-${randomUUID()}`;
    const saved = draft(canary);
    const code = await drafts.save(saved);
    await drafts.open(code, '203.0.113.9');
    const dump = await room.dump();
    for (const secret of [canary, code, code.slice(0, 8), code.slice(8), saved.submission, '203.0.113.9']) {
      expect(dump.includes(secret), secret).toBe(false);
      expect(dump.includes(Buffer.from(secret).toString('hex')), secret).toBe(false);
    }
  });

  it('does not open in another row, nor with other digits', async () => {
    const [one, other] = [await drafts.save(draft('一')), await drafts.save(draft('二'))];
    await room.rows(`UPDATE intake_draft d SET payload = o.payload FROM intake_draft o WHERE d.id <> o.id
      AND o.created_at = d.created_at`);
    await expect(drafts.open(one, '')).rejects.toMatchObject({ code: 'unsealable' });
    await expect(drafts.open(other, '')).rejects.toMatchObject({ code: 'unsealable' });
  });
});

describe('digits that are wrong', () => {
  it('open nothing, whichever half is wrong, and something is compared each time', async () => {
    const code = await drafts.save(draft());
    const compared: Array<boolean> = [];
    const real = createPasswords();
    const watched = draftsWith({
      hash: (secret) => real.hash(secret),
      verify: (hash, secret) => {
        compared.push(hash !== null);
        return real.verify(hash, secret);
      },
    });
    for (const wrong of [changed(code, 0), changed(code, 15), code.slice(0, 15), `${code}0`, '', '草稿']) {
      expect(await watched.open(wrong, ''), wrong).toBeNull();
    }
    expect(compared).toEqual([false, true, true, true, false, false]);
  });

  it('can be tried ten times an hour, then once a minute from each network; known or not', async () => {
    const code = await drafts.save(draft());
    for (const [wrong, right] of [
      [changed(code, 15), code],
      [changed(changed(code, 0), 15), null],
    ] as const) {
      const tried = [];
      for (let n = 0; n < 13; n++) {
        tried.push(await outcome(wrong, 'his'));
      }
      expect(tried).toEqual([
        ...Array.from({ length: 11 }, () => null),
        ...['too_many_tries', 'too_many_tries'],
      ]);
      expect(await outcome(right ?? wrong, 'his')).toBe('too_many_tries');
    }
    expect(await drafts.open(code, 'hers')).not.toBeNull();
    await expect(drafts.open(code, 'his')).resolves.not.toBeNull(); // the right digits gave the tries back
  });
});
