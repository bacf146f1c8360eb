import net from 'node:net';
import { beforeAll } from 'vitest';

type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket;
const HERE = new Set(['127.0.0.1', 'localhost', '::1']);

/** A test that reaches for any address but this machine's fails with the address named. */
beforeAll(() => {
  const prototype = net.Socket.prototype as unknown as { connect: Connect };
  const connect = prototype.connect;
  prototype.connect = function guarded(...args) {
    const host = hostOf(args);
    if (host !== undefined && !HERE.has(host)) {
      throw new Error(`a test tried to reach ${host}`);
    }
    return connect.apply(this, args);
  };
});

/** The host that a call of `connect` names, in any of its forms; undefined for a socket file or the default, this machine. */
function hostOf([first, second]: unknown[]): string | undefined {
  const target: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof target === 'object' && target !== null) {
    const { host } = target as { host?: string };
    return host;
  }
  return typeof second === 'string' ? second : undefined;
}
