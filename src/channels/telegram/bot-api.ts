import http from 'node:http';
import https from 'node:https';
import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import { classifyFailure, type Failure } from './failure.js';

type Method = keyof Methods;
export type Outcome<T> =
  { readonly ok: true; readonly result: T } | { readonly ok: false; readonly failure: Failure };

export interface CallOptions {
  /** The call is given up after that; 15 s when not given. */
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
}

/** A Bot API server. A call never rejects. */
export interface BotApi {
  call<M extends Method>(
    method: M,
    params: Opts<M>,
    options?: CallOptions,
  ): Promise<Outcome<ReturnType<Methods[M]>>>;
  /** Ends idle connections. */
  close(): void;
}

const CALL_WITHIN_MS = 15_000;

/** Telegraf's API client with time-outs of our own, no redirect followed, and failures sorted into kinds. */
export function createBotApi(token: string, apiRoot: string): BotApi {
  const agent = new (apiRoot.startsWith('https:') ? https : http).Agent({
    keepAlive: true,
    keepAliveMsecs: 10_000,
  });
  return {
    async call(method, params, { withinMs = CALL_WITHIN_MS, signal } = {}) {
      const ended = new AbortController();
      const end = () => ended.abort();
      const timer = setTimeout(end, withinMs);
      signal?.addEventListener('abort', end, { once: true });
      if (signal?.aborted) {
        end();
      }
      try {
        const client = new Telegram(token, { apiRoot, webhookReply: false });
        client.options.agent = onlyOnce(agent);
        return { ok: true, result: await client.callApi(method, params, { signal: ended.signal as never }) };
      } catch (error) {
        return { ok: false, failure: classifyFailure(error) };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
      }
    },
    close: () => agent.destroy(),
  };
}

/**
 * Telegraf hands its agent to node-fetch, which takes a function as well and asks it again before it follows a redirect: the
 * second time is refused, so that what a person wrote isn't carried to another address.
 */
function onlyOnce(agent: http.Agent): http.Agent {
  let used = false;
  const choose = () => {
    if (used) {
      throw Object.assign(new Error('redirected'), { code: 'REDIRECTED' });
    }
    used = true;
    return agent;
  };
  return choose as unknown as http.Agent;
}
