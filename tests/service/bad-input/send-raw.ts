import net from 'node:net';

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly text: string;
  /** From the first byte sent to the first byte of the answer, milliseconds. */
  readonly answeredMs: number;
  /** True when the other side left the connection open and silent. */
  readonly isLeftOpen: boolean;
}

/** A request as bytes, as no browser sends it. */
export interface RawRequest {
  /** Request line and headers; `Host` is added. */
  readonly head: readonly string[];
  readonly parts?: readonly Uint8Array[];
  /** What comes then: we wait, we say that no more comes, we are gone, or it never ends. */
  readonly then?: 'wait' | 'end' | 'break' | 'go on';
}

const GIVE_UP_MS = 10_000;
/** Sent again and again by whoever goes on. */
const CRUMB = Buffer.from(`400\r\n${'a'.repeat(0x400)}\r\n`);

/** Sends it and reads until the other side closes, or until an answer of one's own making has come. */
export function sendRaw(url: string, { head, parts = [], then = 'wait' }: RawRequest): Promise<RawAnswer> {
  const { host, hostname, port } = new URL(url);
  const began = performance.now();
  return new Promise((resolve) => {
    let text = '';
    let answeredMs = 0;
    let isLeftOpen = false;
    let crumbs: NodeJS.Timeout | undefined;
    const socket = net.connect(Number(port), hostname);
    socket.on('connect', () => {
      const [line = '', ...headers] = head;
      socket.write([line, `Host: ${host}`, ...headers, '', ''].join('\r\n'));
      parts.forEach((part) => socket.write(part));
      if (then === 'end') {
        socket.end();
      } else if (then === 'break') {
        setImmediate(() => socket.resetAndDestroy());
      } else if (then === 'go on') {
        crumbs = setInterval(() => socket.writable && socket.write(CRUMB), 20);
      }
    });
    socket.setTimeout(GIVE_UP_MS, () => {
      isLeftOpen = true;
      socket.destroy();
    });
    socket.on('data', (data: Buffer) => {
      answeredMs ||= performance.now() - began;
      text += data.toString('utf8');
    });
    socket.on('error', () => undefined); // how it ends is told by what came before
    socket.on('close', () => {
      clearInterval(crumbs);
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
      resolve({ status, text, answeredMs, isLeftOpen });
    });
  });
}

/** Bytes as chunks of `Transfer-Encoding: chunked`, with or without the one that ends it. */
export function inChunks(body: Uint8Array, size: number, ends = true): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    chunks.push(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]));
  }
  return ends ? [...chunks, Buffer.from('0\r\n\r\n')] : chunks;
}
