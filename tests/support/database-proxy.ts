import net from 'node:net';

/** A way to a PostgreSQL server that can be broken at any request of a conversation. */
export interface DatabaseProxy {
  /** The same database by this way. */
  readonly url: string;
  /**
   * From now on counts what is asked and answered: 1 is just before the first request is passed on, 2 just after its answer has come, 3 before
   * the second, and so on. At that point `strike` is called and nothing is passed on any more.
   */
  arm(point: number, strike: () => void): void;
  /** Counts no longer. @returns how many points went by, and whether it struck */
  disarm(): { readonly passed: number; readonly struck: boolean };
  close(): Promise<void>;
}

/** The last message of a request: a simple query, or the end of prepared steps. */
const ENDS_REQUEST = new Set(['Q', 'S']);
/** "Ready for query", the last message of an answer. */
const ENDS_ANSWER = 'Z';

export async function openDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const to = new URL(target);
  const sockets = new Set<net.Socket>();
  let armed: { readonly point: number; readonly strike: () => void } | null = null;
  let passed = 0;
  let struck = false;

  const strikesAt = (): boolean => {
    if (!armed || struck) {
      return struck;
    }
    passed += 1;
    if (passed === armed.point) {
      struck = true;
      armed.strike();
      sockets.forEach((socket) => socket.destroy());
    }
    return struck;
  };

  const server = net.createServer((client) => {
    const database = net.connect(Number(to.port), to.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    const asked = createReader(false);
    const answered = createReader(true);
    client.on('data', (data: Buffer) => {
      for (const { type, bytes } of asked(data)) {
        if (ENDS_REQUEST.has(type) && strikesAt()) {
          return;
        }
        database.write(bytes);
      }
    });
    database.on('data', (data: Buffer) => {
      for (const { type, bytes } of answered(data)) {
        if (type === ENDS_ANSWER && strikesAt()) {
          return;
        }
        client.write(bytes);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as net.AddressInfo).port);
  return {
    url: url.href,
    arm(point, strike) {
      [armed, passed, struck] = [{ point, strike }, 0, false];
    },
    disarm() {
      const went = { passed, struck };
      [armed, struck] = [null, false];
      return went;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

interface Passage {
  /** Of the last message in it. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts a conversation where a request or an answer ends, so that it is passed on whole or not at all. What begins it has no type. */
function createReader(isServer: boolean): (data: Buffer) => Passage[] {
  let rest: Buffer = Buffer.alloc(0);
  let begun = isServer;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    const passages: Passage[] = [];
    let at = 0;
    let from = 0;
    for (;;) {
      const typed = begun ? 1 : 0;
      const end = rest.length >= at + typed + 4 ? at + typed + rest.readUInt32BE(at + typed) : Infinity;
      if (end > rest.length) {
        break;
      }
      const type = begun ? String.fromCharCode(rest[at] ?? 0) : '';
      const isWhole =
        !begun ||
        (isServer ? type === ENDS_ANSWER || !isAnswer(type) : ENDS_REQUEST.has(type) || !isRequest(type));
      begun = true;
      at = end;
      if (isWhole) {
        passages.push({ type, bytes: rest.subarray(from, at) });
        from = at;
      }
    }
    rest = rest.subarray(from);
    return passages;
  };
}

/** Parse, Bind, Describe, Execute, Close: steps that a Sync ends. */
const isRequest = (type: string) => 'PBDEC'.includes(type);
/** What belongs to an answer; greetings, notices and notifications go by at once. */
const isAnswer = (type: string) => '123CDEInstT'.includes(type);
