import net from 'node:net';
import { beforeAll } from 'vitest';

/** A test that reaches for any address but this machine's fails with the address named. */
beforeAll(() => {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]) {
    const target = (Array.isArray(args[0]) ? args[0][0] : args[0]) as { host?: string; path?: string } | number | string;
    const host = typeof target === 'object' ? target.host : typeof args[1] === 'string' ? args[1] : undefined;
    if (host !== undefined && !['127.0.0.1', 'localhost', '::1'].includes(host)) {
      throw new Error(`a test tried to reach ${host}`);
    }
    return connect.apply(this, args as never);
  } as typeof connect;
});
