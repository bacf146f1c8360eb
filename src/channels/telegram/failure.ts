import { TelegramError } from 'telegraf';

/** Why a call did not work, without a word of what was sent. `code` is for logs. */
export type Failure = { readonly code: string } & (
  | { readonly kind: 'retry_after'; readonly seconds: number }
  /** She blocked the bot, left, or the chat is no more. */
  | { readonly kind: 'gone' }
  /** The message that was to be taken back is not there any more. */
  | { readonly kind: 'missing' }
  /** Telegram will never take this call. */
  | { readonly kind: 'rejected' }
  /** The group has become another chat. */
  | { readonly kind: 'migrated'; readonly to: string }
  /** Another process polls with the same token. */
  | { readonly kind: 'conflict' }
  /** Worth another try; `arrived` tells whether the call may have been carried out all the same. */
  | { readonly kind: 'transient'; readonly arrived: 'no' | 'perhaps' }
);

/** Seconds to wait when Telegram says "too many requests" and not for how long. */
const UNSAID_RETRY_AFTER = 30;
const MAX_RETRY_AFTER = 7 * 86_400;

/** 400s that mean the same as "blocked". */
const GONE =
  /chat not found|user (not found|is deactivated)|peer_id_invalid|user_is_blocked|bot was (kicked|blocked)|group chat was (deactivated|deleted)|have no rights to send|not enough rights|chat_write_forbidden|bot is not a member/i;
const MISSING = /message to delete not found/i;
/** The request never left this machine. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface Answer {
  readonly error_code?: unknown;
  readonly description?: unknown;
  readonly parameters?: { readonly retry_after?: unknown; readonly migrate_to_chat_id?: unknown } | null;
}

/** Sorts whatever a call threw. The error itself holds payload and token and must not go further than here. */
export function classifyFailure(error: unknown): Failure {
  if (error instanceof TelegramError) {
    return classifyAnswer(error.response);
  }
  const { code, type, name } = error as { code?: unknown; type?: unknown; name?: unknown };
  if (name === 'AbortError') {
    return { kind: 'transient', arrived: 'perhaps', code: 'timeout' };
  }
  if (typeof code === 'string' && /^[A-Z_]{3,32}$/.test(code)) {
    return { kind: 'transient', arrived: NEVER_SENT.has(code) ? 'no' : 'perhaps', code };
  }
  return { kind: 'transient', arrived: 'perhaps', code: type === 'invalid-json' ? 'not_json' : 'unreadable' };
}

function classifyAnswer({ error_code, description, parameters }: Answer): Failure {
  const status = typeof error_code === 'number' ? error_code : 0;
  const code = status === 0 ? 'no_code' : `http_${status}`;
  const words = typeof description === 'string' ? description : '';
  if (status === 429) {
    return { kind: 'retry_after', code, seconds: retryAfter(parameters?.retry_after) };
  }
  if (status === 400 && /^-?\d+$/.test(String(parameters?.migrate_to_chat_id))) {
    return { kind: 'migrated', code, to: String(parameters?.migrate_to_chat_id) };
  }
  if (status === 403 || (status === 400 && GONE.test(words))) {
    return { kind: 'gone', code };
  }
  if (status === 400 && MISSING.test(words)) {
    return { kind: 'missing', code };
  }
  if (status === 409) {
    return { kind: 'conflict', code };
  }
  if (status >= 400 && status < 500 && status !== 401 && status !== 404 && status !== 408) {
    return { kind: 'rejected', code };
  }
  return { kind: 'transient', code, arrived: status === 401 || status === 404 ? 'no' : 'perhaps' };
}

function retryAfter(seconds: unknown): number {
  const said = typeof seconds === 'number' && seconds > 0 ? seconds : UNSAID_RETRY_AFTER;
  return Math.min(said, MAX_RETRY_AFTER);
}
