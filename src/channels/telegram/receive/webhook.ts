import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InboxStore, MessagingDatabase } from '../../../domain/messaging/index.js';
import type { Clock } from '../../../lib/clock.js';
import { readEnvelope } from './update-schema.js';

export interface WebhookDeps {
  readonly pool: MessagingDatabase['pool'];
  readonly inbox: InboxStore;
  readonly secret: string;
  readonly clock: Clock;
  readonly onNew: () => void;
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
}

const MOST_BYTES = 1024 * 1024;
/** An update is about ten levels deep. */
const MOST_DEPTH = 64;
const RETRY_AFTER_SECONDS = '5';

/**
 * Telegram's door: keeps the update and only then says 200. Whoever doesn't know the secret learns nothing and reaches nothing;
 * when the update can't be kept the answer is 503, and Telegram brings it again.
 */
export function createWebhook(deps: WebhookDeps) {
  const expected = digest(deps.secret);
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const secret = req.headers['x-telegram-bot-api-secret-token'];
    if (typeof secret !== 'string' || !timingSafeEqual(digest(secret), expected)) {
      return refuse(req, res, 401);
    }
    if (req.method !== 'POST') {
      res.setHeader('Allow', 'POST');
      return refuse(req, res, 405);
    }
    const body = await readBody(req);
    if (body === 'gone') {
      return;
    }
    if (body === 'too_large') {
      return refuse(req, res, 413);
    }
    const update = readUpdateBody(body);
    if (!update) {
      return refuse(req, res, 400);
    }
    await keep(deps, update, req, res);
  };
}

async function keep(
  { pool, inbox, clock, onNew, log }: WebhookDeps,
  update: { updateId: string; chatAddress: string; payload: string },
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    if ((await inbox.accept(pool, { channel: 'telegram', ...update, now: clock.now() })) === 'new') {
      onNew();
    }
    answer(res, 200);
  } catch {
    log('telegram_update_not_kept', { status: 503 });
    res.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    refuse(req, res, 503);
  }
}

const digest = (secret: string) => createHash('sha256').update(secret).digest();

function answer(res: ServerResponse, status: number): void {
  if (!res.headersSent && !res.destroyed) {
    res.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': 2,
      'Cache-Control': 'no-store',
    });
    res.end('{}');
  }
}

/** Answers, and ends the connection when there is more on it that nobody will read. */
function refuse(req: IncomingMessage, res: ServerResponse, status: number): void {
  if (!req.complete) {
    res.setHeader('Connection', 'close');
    res.once('finish', () => req.destroy());
  }
  answer(res, status);
}

function readBody(req: IncomingMessage): Promise<Buffer | 'too_large' | 'gone'> {
  if (Number(req.headers['content-length'] ?? 0) > MOST_BYTES) {
    return Promise.resolve('too_large');
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BYTES) {
        req.pause();
        resolve('too_large');
      } else {
        chunks.push(chunk);
      }
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', () => resolve('gone'));
    req.once('close', () => resolve('gone'));
  });
}

function readUpdateBody(body: Buffer): { updateId: string; chatAddress: string; payload: string } | null {
  try {
    const payload = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const envelope = depthOf(payload) > MOST_DEPTH ? null : readEnvelope(JSON.parse(payload));
    return envelope && { ...envelope, payload };
  } catch {
    return null;
  }
}

/** How deep a JSON text nests, found before it is parsed. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i += 1) {
    const char = json[i];
    if (quoted) {
      i += char === '\\' ? 1 : 0;
      quoted = char !== '"';
    } else if (char === '"') {
      quoted = true;
    } else if (char === '{' || char === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (char === '}' || char === ']') {
      depth -= 1;
    }
  }
  return deepest;
}
