import http from 'node:http';
import type { AddressInfo } from 'node:net';

export { telegramUpdates } from './telegram-updates.js';

/** What the emulator does with a call instead of carrying it out. */
export type Fault =
  | { readonly answer: 'retry_after'; readonly seconds: number }
  | {
      readonly answer: 'error';
      readonly status: number;
      readonly description?: string;
      readonly parameters?: object;
    }
  /** Accepts the call and never answers. */
  | { readonly answer: 'nothing' }
  | { readonly answer: 'html'; readonly status: number }
  | { readonly answer: 'truncated' }
  | { readonly answer: 'ok_false' }
  | { readonly answer: 'redirect'; readonly to: string }
  /** Closes the connection. */
  | { readonly answer: 'hang_up' }
  /** Carries the call out and never answers: a time-out after delivery. */
  | { readonly answer: 'carried_out_silently' };

export interface RecordedCall {
  readonly method: string;
  readonly params: Record<string, unknown>;
  /** Milliseconds, monotonic. */
  readonly at: number;
  /** True when it was carried out: for a message, when the person has it. */
  carriedOut: boolean;
  /** What was answered, of a call that was carried out. */
  result?: unknown;
  /** The end of the answer, monotonic; null as long as it is open. */
  endedAt: number | null;
}

interface Plan {
  readonly fault: Fault;
  readonly when: (params: Record<string, unknown>) => boolean;
  left: number;
}

/** A Bot API server on this machine, for tests: it keeps updates, records calls and fails as it is told. */
export interface BotApiEmulator {
  readonly root: string;
  readonly token: string;
  readonly calls: RecordedCall[];
  /** Calls of one method, in order. */
  callsOf(method: string): RecordedCall[];
  /** Messages that people have, in order. */
  delivered(): Array<{ chat: string; text: string; at: number; params: Record<string, unknown> }>;
  /** Messages of the bot that stand in a chat: delivered and not taken back. */
  standing(chat: number): Array<{ id: number; text: string; params: Record<string, unknown> }>;
  /** Numbers of the messages that were taken back from a chat, in order. */
  erased(chat: number): number[];
  /** Lets the next `times` calls of a method (those that fit) fail. */
  fail(method: string, fault: Fault, options?: { times?: number; when?: Plan['when'] }): void;
  /** Every method works again. */
  heal(): void;
  /** Answers later by so many milliseconds. */
  latencyMs: number;
  /** Queues updates for getUpdates; the same one may be given several times. */
  push(...updates: ReadonlyArray<Record<string, unknown>>): void;
  /** Brings an update to the webhook that was set, or to `url`. @returns the HTTP status */
  post(update: unknown, target?: { url: string; secret?: string }): Promise<number>;
  readonly webhook: { readonly url: string; readonly secret_token?: string } | null;
  close(): Promise<void>;
}

const TOKEN = '4200000042:emulated-token-for-tests-only';
const USERNAME = 'shouwang_test_bot';

export async function startBotApi(): Promise<BotApiEmulator> {
  const calls: RecordedCall[] = [];
  const plans = new Map<string, Plan[]>();
  const updates: Array<Record<string, unknown>> = [];
  const waiting = new Set<() => void>();
  let webhook: { url: string; secret_token?: string } | null = null;
  let lastMessage = 0;

  const carryOut: Record<string, (params: Record<string, unknown>) => unknown> = {
    getMe: () => ({ id: Number(TOKEN.split(':')[0]), is_bot: true, first_name: '守望', username: USERNAME }),
    setWebhook: (params) => {
      webhook = params as { url: string; secret_token?: string };
      return true;
    },
    deleteWebhook: () => {
      webhook = null;
      return true;
    },
    getWebhookInfo: () => ({
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.length,
    }),
    setMyCommands: () => true,
    answerCallbackQuery: () => true,
    deleteMessage: () => true,
    sendMessage: ({ chat_id, text }) => ({
      message_id: (lastMessage += 1),
      date: Math.floor(Date.now() / 1000),
      chat: { id: Number(chat_id), type: 'private' },
      text,
    }),
  };

  const pull = async (params: Record<string, unknown>, gone: AbortSignal): Promise<unknown> => {
    const offset = Number(params.offset ?? 0);
    const fresh = () => updates.filter((update) => Number(update.update_id) >= offset);
    for (let index = updates.length - 1; index >= 0; index -= 1) {
      if (Number(updates[index]?.update_id) < offset) {
        updates.splice(index, 1); // confirmed
      }
    }
    if (fresh().length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Number(params.timeout ?? 0) * 1000);
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        gone.addEventListener('abort', wake, { once: true });
      });
    }
    return fresh().slice(0, Number(params.limit ?? 100));
  };

  const takePlan = (method: string, params: Record<string, unknown>): Fault | null => {
    const plan = plans.get(method)?.find(({ left, when }) => left > 0 && when(params));
    if (!plan) {
      return null;
    }
    plan.left -= 1;
    return plan.fault;
  };

  const server = http.createServer((req, res) => {
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    void readJson(req).then(async (params) => {
      const method = req.url?.split('/').at(-1) ?? '';
      const call: RecordedCall = { method, params, at: performance.now(), carriedOut: false, endedAt: null };
      calls.push(call);
      res.on('close', () => (call.endedAt = performance.now()));
      const fault = takePlan(method, params);
      if (api.latencyMs > 0) {
        await new Promise((resolve) => setTimeout(resolve, api.latencyMs));
      }
      if (fault && fault.answer !== 'carried_out_silently') {
        return answerFault(res, fault);
      }
      const act = method === 'getUpdates' ? () => pull(params, gone.signal) : carryOut[method];
      if (!act || req.url?.split('/')[1] !== `bot${TOKEN}`) {
        return answerJson(res, 404, { ok: false, error_code: 404, description: 'Not Found' });
      }
      const result = await act(params);
      call.carriedOut = true;
      call.result = result;
      if (!fault) {
        answerJson(res, 200, { ok: true, result });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const api: BotApiEmulator = {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: TOKEN,
    calls,
    latencyMs: 0,
    callsOf: (method) => calls.filter((call) => call.method === method),
    delivered: () =>
      calls
        .filter((call) => call.method === 'sendMessage' && call.carriedOut)
        .map(({ params, at }) => ({ chat: String(params.chat_id), text: String(params.text), at, params })),
    erased: (chat) =>
      calls
        .filter(
          ({ method, carriedOut, params }) =>
            method === 'deleteMessage' && carriedOut && params.chat_id === String(chat),
        )
        .map(({ params }) => Number(params.message_id)),
    standing(chat) {
      const gone = new Set(api.erased(chat));
      return calls
        .filter(
          ({ method, carriedOut, params }) =>
            method === 'sendMessage' && carriedOut && params.chat_id === String(chat),
        )
        .map(({ params, result }) => ({
          id: (result as { message_id: number }).message_id,
          text: String(params.text),
          params,
        }))
        .filter(({ id }) => !gone.has(id));
    },
    fail(method, fault, { times = Infinity, when = () => true } = {}) {
      plans.set(method, [...(plans.get(method) ?? []), { fault, when, left: times }]);
    },
    heal: () => plans.clear(),
    push(...more) {
      updates.push(...more);
      waiting.forEach((wake) => wake());
    },
    async post(update, target) {
      const secret = target ? target.secret : webhook?.secret_token;
      const response = await fetch(target?.url ?? webhook?.url ?? '', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(secret ? { 'X-Telegram-Bot-Api-Secret-Token': secret } : {}),
        },
        body: typeof update === 'string' ? update : JSON.stringify(update),
      });
      await response.arrayBuffer();
      return response.status;
    },
    get webhook() {
      return webhook;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return api;
}

function answerFault(res: http.ServerResponse, fault: Fault): void {
  switch (fault.answer) {
    case 'retry_after':
      return answerJson(res, 429, {
        ok: false,
        error_code: 429,
        description: `Too Many Requests: retry after ${fault.seconds}`,
        parameters: { retry_after: fault.seconds },
      });
    case 'error':
      return answerJson(res, fault.status, {
        ok: false,
        error_code: fault.status,
        description: fault.description ?? 'Error',
        parameters: fault.parameters,
      });
    case 'html':
      res.writeHead(fault.status, { 'Content-Type': 'text/html' });
      res.end('<html><body><h1>nginx</h1></body></html>');
      return;
    case 'truncated':
      res.writeHead(200, { 'Content-Type': 'application/json' });
      res.end('{"ok":true,"result":{"message_');
      return;
    case 'ok_false':
      return answerJson(res, 200, { ok: false });
    case 'redirect':
      res.writeHead(307, { Location: fault.to });
      res.end();
      return;
    case 'hang_up':
      res.destroy();
      return;
    case 'nothing':
    case 'carried_out_silently':
      return;
  }
}

function answerJson(res: http.ServerResponse, status: number, body: object): void {
  if (!res.destroyed) {
    res.writeHead(status, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify(body));
  }
}

async function readJson(req: http.IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) {
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
