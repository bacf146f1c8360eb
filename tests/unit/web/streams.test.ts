import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStreams, type Streams } from '../../../src/channels/webchat/streams.js';
import { lastWithin } from '../../../src/channels/webchat/reader.js';
import type { ChatLine } from '../../../src/conversation/chat.js';

const line = (id: number, text = 'x'): ChatLine => ({ id: String(id), direction: 'out', reply: { text } });
const opened: Streams[] = [];
afterEach(() => opened.splice(0).forEach((streams) => streams.close()));

function create(isTold = true, heartbeatMs = 10_000): Streams {
  const streams = createStreams({ bounds: { perTalk: 2, overall: 3 }, heartbeatMs, isTold: () => isTold });
  opened.push(streams);
  return streams;
}

function talkOf(stored: ChatLine[]) {
  const got: string[] = [];
  let fails = 0;
  return {
    stored,
    got,
    failNext: (times: number) => (fails = times),
    request: {
      talk: 't',
      after: '0',
      sink: {
        line: ({ id }: ChatLine) => void got.push(id),
        beat: () => undefined,
        end: (why: string) => void got.push(why),
      },
      read: async (after: string | undefined) => {
        if (fails > 0) {
          fails -= 1;
          throw new Error('gone');
        }
        const lines = stored.filter((one) => Number(one.id) > Number(after));
        return { lines, last: lines.at(-1)?.id ?? after ?? '0' };
      },
    },
  };
}

describe('an open stream', () => {
  it('reads again when it was told while it was reading', async () => {
    const streams = create();
    const talk = talkOf([line(1)]);
    streams.follow(talk.request);
    streams.poke('t');
    talk.stored.push(line(2));
    await vi.waitFor(() => expect(talk.got).toEqual(['1', '2']));
  });

  it('survives a failed reading and goes on where it was', async () => {
    const streams = create();
    const talk = talkOf([line(1)]);
    talk.failNext(1);
    streams.follow(talk.request);
    await vi.waitFor(async () => {
      streams.poke('t');
      expect(talk.got).toEqual(['1']);
    });
  });

  it('looks for itself at each heartbeat while nobody tells it', async () => {
    const streams = create(false, 5);
    const talk = talkOf([]);
    streams.follow(talk.request);
    talk.stored.push(line(7));
    await vi.waitFor(() => expect(talk.got).toEqual(['7']));
  });

  it('gets nothing after it was left, also what is being read', async () => {
    const streams = create();
    const talk = talkOf([line(1)]);
    const leave = streams.follow(talk.request);
    expect(typeof leave).toBe('function');
    (leave as () => void)();
    (leave as () => void)();
    await new Promise((resolve) => setImmediate(resolve));
    expect(talk.got).toEqual([]);
    expect(streams.size()).toBe(0);
  });
});

describe('a long talk', () => {
  it('is cut at its beginning, and its last line is always there', () => {
    const lines = [line(1, 'a'.repeat(100)), line(2, 'b'.repeat(100)), line(3, 'c'.repeat(100))];
    expect(lastWithin(lines, 10_000)).toEqual(lines);
    expect(lastWithin(lines, 250).map(({ id }) => id)).toEqual(['2', '3']);
    expect(lastWithin(lines, 10).map(({ id }) => id)).toEqual(['3']);
    expect(lastWithin([], 10)).toEqual([]);
  });
});
