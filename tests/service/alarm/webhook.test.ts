import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRing } from '../../../src/domain/alarm/index.js';
import { createAlarmWebhook } from '../../../src/infra/alarm-webhook.js';
import { type CaseRoom, openCaseRoom } from '../cases/case-room.js';

let room: CaseRoom;
let server: Server;
let got: Array<{ readonly url: string; readonly body: string }>;
let answer: { status: number; location?: string };
beforeEach(async () => {
  room = await openCaseRoom();
  room.suggest({ urgency: 'emergency' });
  [got, answer] = [[], { status: 204 }];
  server = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => (body += part.toString()));
    req.on('end', () => {
      got.push({ url: req.url ?? '', body });
      res.writeHead(answer.status, answer.location ? { Location: answer.location } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await room.close();
});

const ringing = () =>
  createRing({
    db: room.database.prisma,
    ring: createAlarmWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/duty`),
    clock: room.clock,
  });
/** An emergency whose first call was made. */
const report = () =>
  room.database.prisma.$transaction((tx) =>
    room
      .with({ callStaff: () => Promise.resolve() })
      .fileCase(
        tx,
        { happened: '金丝雀' },
        { channel: 'web', locale: 'zh-CN', submission: `${Math.random()}`, now: room.clock.now() },
      ),
  );

describe('the duty phone', () => {
  it('is told once of each call, by an event and a level, whoever looks', async () => {
    await report();
    await Promise.all([ringing()(), ringing()(), ringing()()]);
    await ringing()();
    expect(got).toEqual([{ url: '/duty', body: '{"event":"alarm","level":1}' }]);
    await room.rows('UPDATE alarm SET calls = 3, level = 3');
    expect(await ringing()()).toEqual({ rung: 1, failed: false });
    expect(got.map(({ body }) => body)[1]).toBe('{"event":"alarm","level":3}');
  });

  it('is told again what it did not take, half a minute later', async () => {
    await report();
    answer = { status: 500 };
    expect(await ringing()()).toEqual({ rung: 0, failed: true });
    expect(await ringing()()).toEqual({ rung: 0, failed: false }); // held
    answer = { status: 204 };
    room.clock.advance(30_000);
    expect(await ringing()()).toEqual({ rung: 1, failed: false });
    expect(got).toHaveLength(2);
  });

  it('is not looked for elsewhere when the address points there', async () => {
    await report();
    answer = { status: 307, location: '/elsewhere' };
    expect(await ringing()()).toEqual({ rung: 0, failed: true });
    expect(got.map(({ url }) => url)).toEqual(['/duty']);
  });

  it('is told nothing of an alarm that somebody has taken', async () => {
    const { caseId } = await report();
    await room.desk.takeAlarm(await room.officer(), caseId);
    expect(await ringing()()).toEqual({ rung: 0, failed: false });
    expect(got).toEqual([]);
  });
});
