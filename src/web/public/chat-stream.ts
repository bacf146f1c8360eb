import type { RequestHandler } from 'express';
import { AppError } from '../../lib/errors.js';
import type { SessionCookie } from '../middleware/session-cookie.js';
import type { StreamSink } from '../../conversation/chat.js';
import type { Webchat } from '../ports.js';
import { asMessage } from './chat-api.js';

const RETRY_MS = 3000;
const LINE_ID = /^\d{1,18}$/;

/**
 * `GET /chat/stream`: new lines as server-sent events, after the id in `Last-Event-ID` or `?after=`. Without a session it is 204,
 * which tells the browser not to try again. A bound reached is 429 (this session) or 503 (all).
 */
export function chatStream(webchat: Webchat, cookie: SessionCookie): RequestHandler {
  return (req, res) => {
    const session = cookie.read(req);
    if (!session || req.method === 'HEAD') {
      res.status(204).end();
      return;
    }
    const after = [req.headers['last-event-id'], req.query.after].find(
      (id) => typeof id === 'string' && LINE_ID.test(id),
    );
    const write = (text: string) => void (res.writableEnded || res.write(text));
    const sink: StreamSink = {
      line: ({ id, direction, reply }) =>
        write(`id: ${id}\ndata: ${JSON.stringify({ id, direction, ...asMessage(reply) })}\n\n`),
      beat: () => write(': \n\n'),
      end(reason) {
        write(reason === 'forgotten' ? 'event: forgotten\ndata: \n\n' : '');
        res.end();
      },
    };
    const leave = webchat.follow(session, after as string | undefined, sink);
    if (typeof leave === 'string') {
      throw leave === 'session_full'
        ? new AppError('too_many_streams', 429)
        : new AppError('unavailable', 503);
    }
    res.once('close', leave);
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    write(`retry: ${RETRY_MS}\n\n`);
  };
}
