import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { healthRoutes } from '../../../src/web/public/health.js';

const retention = { chatHours: 1, contactDays: 1, answerDays: 1, tipsPageDays: 1, receivedDays: 1 };
const metricsToken = 'm'.repeat(32);
let server: ReturnType<typeof createServer> | undefined;
afterEach(() => server?.close());

/** What `/metrics` answers to a connection from such an address. */
async function statusFrom(address: string, headers: Record<string, string> = {}): Promise<number> {
  const app = express();
  app.set('trust proxy', 0);
  app.use((req, _res, next) => {
    Object.defineProperty(req.socket, 'remoteAddress', { value: address });
    next();
  });
  const health = { live: () => true, ready: async () => true };
  const config = { https: false, trustProxyHops: 0, metricsToken, retention };
  app.use(healthRoutes({ config, health, metricsText: async () => 'shouwang_alarms_open 1' }));
  const listening = createServer(app);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  const { status } = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  listening.close();
  return status;
}

it.each([
  ['127.0.0.1', 200],
  ['::1', 200],
  ['::ffff:127.0.0.1', 200],
  ['203.0.113.1', 404],
  ['::ffff:203.0.113.1', 404],
  ['127.0.0.1.example', 404],
])('/metrics is there for %s: %i', async (address, status) => {
  expect(await statusFrom(address)).toBe(status);
});

it('is not opened from elsewhere by what a header says, only by the token', async () => {
  expect(await statusFrom('203.0.113.1', { 'X-Forwarded-For': '127.0.0.1' })).toBe(404);
  expect(await statusFrom('203.0.113.1', { Authorization: `Basic ${metricsToken}` })).toBe(404);
  expect(await statusFrom('203.0.113.1', { Authorization: `Bearer ${metricsToken}` })).toBe(200);
});
