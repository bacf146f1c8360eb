import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, Visitor } from './client.js';
import { createHouse, type Door, type House } from './door.js';

let house: House;
let door: Door;
let other: Door;

beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ chat: { heartbeatMs: 100 } });
  other = await house.open();
});
afterAll(() => house.drop());

const zh = { 'Accept-Language': 'zh' };
const streams: Stream[] = [];
afterEach(() => streams.splice(0).forEach((stream) => stream.close()));

interface Line {
  readonly id: string;
  readonly direction: string;
  readonly text: string;
}

/** An EventSource of the barest kind. */
class Stream {
  private readonly abort = new AbortController();
  text = '';
  ended = false;
  status = 0;
  headers = new Headers();

  async open(visitor: Visitor, query = '', headers: Record<string, string> = {}): Promise<this> {
    streams.push(this);
    const response = await visitor.request(`/chat/stream${query}`, { headers, signal: this.abort.signal });
    this.status = response.status;
    this.headers = response.headers;
    void this.read(response);
    return this;
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        this.text += decoder.decode(chunk, { stream: true });
      }
    } catch {
      // closed by the test
    }
    this.ended = true;
  }

  lines(): Line[] {
    return [...this.text.matchAll(/^data: (\{.*\})$/gm)].map((match) => JSON.parse(match[1] ?? '') as Line);
  }

  texts(): string[] {
    return this.lines().map((line) => line.text.slice(0, 4));
  }

  close(): void {
    this.abort.abort();
  }
}

const open = (visitor: Visitor, query?: string, headers?: Record<string, string>) =>
  new Stream().open(visitor, query, headers);

/** The same person in another tab, perhaps served by another process. */
function tab(visitor: Visitor, at: Door): Visitor {
  const copy = new Visitor(at, zh);
  visitor.cookies.forEach((value, name) => copy.cookies.set(name, value));
  return copy;
}

describe('a stream', () => {
  it('is an event stream that nobody stores', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    const stream = await open(visitor);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toBe('no-store');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    await eventually(() => stream.text).toContain('retry: 3000');
  });

  it('brings within a second what was written in another tab by another process', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    const stream = await open(visitor, '?after=0');
    await tab(visitor, other).ask({ text: '另一个' });
    await expect
      .poll(() => stream.texts(), { timeout: 5000, interval: 20 })
      .toEqual(['您好，我', '另一个', '每天白天']);
    expect(stream.lines().map((line) => line.direction)).toEqual(['out', 'in', 'out']);
  });

  it('goes on after the last line that was seen, without a gap and without a repeat', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    const first = await open(visitor, '?after=0');
    await visitor.ask({ text: '第一句话' });
    await eventually(() => first.lines().length).toBe(3);
    first.close();
    const last = first.lines().at(-1)?.id ?? '';
    await visitor.ask({ text: '第二句话' });
    const second = await open(visitor, '?after=0', { 'Last-Event-ID': last });
    await visitor.ask({ text: '第三句话' });
    await eventually(() => second.texts()).toEqual(['第二句话', '每天白天', '第三句话', '每天白天']);
    const ids = second.lines().map((line) => Number(line.id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('keeps order and count under a burst from two processes', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    const stream = await open(visitor, '?after=0');
    const twin = tab(visitor, other);
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => (at % 2 ? visitor : twin).ask({ text: `第${at}句` })),
    );
    await eventually(() => stream.lines().length).toBe(21);
    const ids = stream.lines().map((line) => Number(line.id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('beats while nothing happens', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    const stream = await open(visitor);
    await eventually(() => stream.text.split(': \n\n').length).toBeGreaterThan(2);
  });

  it('belongs to one talk', async () => {
    const [one, stranger] = [new Visitor(door, zh), new Visitor(door, zh)];
    await one.page('/chat');
    await stranger.page('/chat');
    const stream = await open(stranger, '?after=0');
    const own = await open(one, '?after=0');
    await one.ask({ text: '只给自己' });
    await eventually(() => own.lines().length).toBe(3);
    expect(stream.lines()).toEqual([]);
  });

  it('without a session is over at once', async () => {
    expect((await open(new Visitor(door, zh))).status).toBe(204);
  });

  it('ends in every tab when the talk is forgotten', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.ask({ text: '删除我的数据' });
    const stream = await open(visitor);
    await tab(visitor, other).ask({ button: 'forget:yes' });
    await eventually(() => stream.text).toContain('event: forgotten');
    await eventually(() => stream.ended).toBe(true);
  });

  it('finds the database again after all connections were lost', async () => {
    const lost = await house.open({ chat: { heartbeatMs: 100 } });
    const visitor = new Visitor(lost, zh);
    await visitor.page('/chat');
    const stream = await open(visitor, '?after=0');
    await eventually(() => stream.text).toContain('retry');
    await other.database.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await eventually(() => lost.logged.some((line) => line.includes('chat_listener_lost'))).toBe(true);
    await eventually(
      async () => (await tab(visitor, other).api({ text: '断了再来', clientKey: 'again' })).status,
    ).toBe(200);
    await eventually(() => stream.texts()).toContain('断了再来');
  });
});

describe('streams are bounded', () => {
  it('by session and over all', async () => {
    const bounded = await house.open({ chat: { streamBounds: { perTalk: 2, overall: 3 } } });
    const [one, stranger, third] = [1, 2, 3].map(() => new Visitor(bounded, zh)) as [
      Visitor,
      Visitor,
      Visitor,
    ];
    await Promise.all([one, stranger, third].map((visitor) => visitor.page('/chat')));
    const first = await open(one);
    await open(one);
    expect((await open(one)).status).toBe(429);
    expect((await open(stranger)).status).toBe(200);
    expect((await open(third)).status).toBe(503);
    first.close();
    await eventually(() => bounded.webchat.streams()).toBe(2);
    expect((await open(third)).status).toBe(200);
  });

  it('and end when the service closes', async () => {
    const closing = await house.open();
    const visitor = new Visitor(closing, zh);
    await visitor.page('/chat');
    const stream = await open(visitor);
    await eventually(() => stream.text).toContain('retry');
    closing.webchat.close();
    await eventually(() => stream.ended).toBe(true);
    expect(closing.webchat.streams()).toBe(0);
  });
});
