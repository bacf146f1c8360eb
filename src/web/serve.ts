import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../lib/errors.js';
import { UPLOADS } from './public/upload-path.js';

/** Slow senders are cut off: headers have to be there after 15 s, a whole request after two minutes, an upload after ten. */
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 120_000;
const UPLOAD_WITHIN_MS = 600_000;
/** Requests in flight at the end get that long. */
const CLOSE_WITHIN_MS = 6_000;

export interface Serving {
  readonly port: number;
  /** No new requests; those in flight are finished, within 6 s. */
  stop(): Promise<void>;
}

/** Listens on a port, any free one for 0. Throws `StartupError` when it is taken. */
export async function serve(handler: RequestListener, port: number): Promise<Serving> {
  const server = createServer((req, res) => {
    if (!isUpload(req)) {
      cutOffWhenSlow(req);
    }
    handler(req, res);
  });
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = UPLOAD_WITHIN_MS;
  await listen(server, port);
  return { port: (server.address() as AddressInfo).port, stop: () => stopServing(server) };
}

const isUpload = ({ method, url }: IncomingMessage) => method === 'POST' && url === UPLOADS;

function cutOffWhenSlow(req: IncomingMessage): void {
  if (req.method !== 'POST') {
    return; // nothing else has a body that anybody waits for
  }
  const cut = setTimeout(() => req.complete || req.socket.destroy(), REQUEST_WITHIN_MS).unref();
  req.once('close', () => clearTimeout(cut));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartupError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken; choose another with PORT.`
            : `Can't listen on port ${port} (${error.code ?? 'error'}).`,
        ),
      ),
    );
    server.listen(port, () => resolve());
  });
}

function stopServing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
