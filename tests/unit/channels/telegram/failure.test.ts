import { TelegramError } from 'telegraf';
import { describe, expect, it } from 'vitest';
import { classifyFailure } from '../../../../src/channels/telegram/failure.js';
import { decide, MAX_TRIES } from '../../../../src/channels/telegram/send/decide.js';
import type { Failure } from '../../../../src/channels/telegram/failure.js';

const answered = (error_code: number, description = '', parameters?: object) =>
  classifyFailure(
    new TelegramError({ error_code, description, parameters }, { payload: { text: '金丝雀' } }),
  );

describe('a failure', () => {
  it.each([
    [429, 'Too Many Requests', { retry_after: 73_414 }, { kind: 'retry_after', seconds: 73_414 }],
    [429, 'Too Many Requests', undefined, { kind: 'retry_after', seconds: 30 }],
    [429, 'Too Many Requests', { retry_after: 'soon' }, { kind: 'retry_after', seconds: 30 }],
    [403, 'Forbidden: bot was blocked by the user', undefined, { kind: 'gone' }],
    [400, 'Bad Request: chat not found', undefined, { kind: 'gone' }],
    [400, 'Bad Request: USER_IS_BLOCKED', undefined, { kind: 'gone' }],
    [400, 'Bad Request: message to delete not found', undefined, { kind: 'missing' }],
    [400, "Bad Request: message can't be deleted for everyone", undefined, { kind: 'rejected' }],
    [400, 'Bad Request: message text is empty', undefined, { kind: 'rejected' }],
    [
      400,
      'Bad Request: group chat was upgraded',
      { migrate_to_chat_id: -1001 },
      { kind: 'migrated', to: '-1001' },
    ],
    [409, 'Conflict', undefined, { kind: 'conflict' }],
    [413, 'Request Entity Too Large', undefined, { kind: 'rejected' }],
    [401, 'Unauthorized', undefined, { kind: 'transient', arrived: 'no' }],
    [404, 'Not Found', undefined, { kind: 'transient', arrived: 'no' }],
    [500, 'Internal Server Error', undefined, { kind: 'transient', arrived: 'perhaps' }],
    [504, 'Gateway Timeout', undefined, { kind: 'transient', arrived: 'perhaps' }],
  ])('is sorted by what Telegram says: %i %s', (code, description, parameters, expected) => {
    expect(answered(code, description, parameters)).toMatchObject({ ...expected, code: `http_${code}` });
  });

  it('without an answer is worth another try, and says whether the call may have arrived', () => {
    const thrown = (fields: object) => classifyFailure(Object.assign(new Error('金丝雀'), fields));
    expect(thrown({ code: 'ECONNREFUSED' })).toEqual({
      kind: 'transient',
      arrived: 'no',
      code: 'ECONNREFUSED',
    });
    expect(thrown({ code: 'ECONNRESET' })).toMatchObject({ arrived: 'perhaps' });
    expect(thrown({ name: 'AbortError' })).toMatchObject({ arrived: 'perhaps', code: 'timeout' });
    expect(thrown({ type: 'invalid-json' })).toMatchObject({ code: 'not_json' });
    expect(thrown({})).toMatchObject({ code: 'unreadable' });
    expect(classifyFailure(new TelegramError({ ok: false } as never))).toMatchObject({
      kind: 'transient',
      code: 'no_code',
    });
  });

  it('carries nothing of what was sent or said', () => {
    const failures = [answered(400, '金丝雀'), answered(500, '金丝雀'), classifyFailure(new Error('金丝雀'))];
    expect(JSON.stringify(failures)).not.toContain('金丝雀');
  });
});

describe('what follows from it', () => {
  const message = { id: 1n, contactId: 'c', chat: 'k', dedupeKey: 'd', attempts: 0, content: '' };
  const call = { method: 'sendMessage', params: { chat_id: '7', text: 'x' } } as const;
  const press = { method: 'answerCallbackQuery', params: { callback_query_id: 'q' } } as const;
  const now = new Date('2026-11-24T08:00:00Z');
  const usual = { now, telegramAnswers: true, retry: { baseMs: 1000, capMs: 60_000 } };
  const after = (failure: Failure, attempts = 0, circumstances = usual) =>
    decide({ ...message, attempts }, call, { ok: false, failure }, circumstances);
  const passing = { kind: 'transient', arrived: 'perhaps', code: 'timeout' } as const;

  it('is a longer pause each time, a minute at most, and the end after eight tries', () => {
    const pauses = Array.from(
      { length: MAX_TRIES - 1 },
      (_, attempts) => after(passing, attempts).restMs ?? 0,
    );
    pauses.forEach((ms, n) => {
      expect(ms).toBeGreaterThanOrEqual(Math.min(60_000, 1000 * 2 ** n) / 2);
      expect(ms).toBeLessThanOrEqual(Math.min(60_000, 1000 * 2 ** n));
    });
    expect(after(passing, MAX_TRIES - 1).outcome).toEqual({ state: 'failed', errorCode: 'timeout' });
  });

  it('is no count against the message while Telegram is away', () => {
    const { outcome, restMs } = after(passing, 7, { ...usual, telegramAnswers: false });
    expect(outcome).toEqual({ state: 'queued', notBefore: now, counted: false, possiblyTwice: true });
    expect(restMs).toBeUndefined();
  });

  it('is a block for a person who is gone, but not for a button that is too old', () => {
    const gone = { kind: 'gone', code: 'http_403' } as const;
    expect(after(gone)).toMatchObject({ block: true, outcome: { state: 'failed' } });
    expect(decide(message, press, { ok: false, failure: gone }, usual)).toMatchObject({ block: false });
  });

  it.each([
    [{ kind: 'missing', code: 'http_400' }, 'sent', 'erased'],
    [{ kind: 'rejected', code: 'http_400' }, 'failed', 'stays'],
    [{ kind: 'gone', code: 'http_403' }, 'failed', 'stays'],
    [passing, 'queued', undefined],
    [{ kind: 'retry_after', code: 'http_429', seconds: 3 }, 'queued', undefined],
  ] as const)('of a message that is to be taken back is known: %j', (failure, state, how) => {
    const erase = { method: 'deleteMessage', params: { chat_id: '7', message_id: 5 } } as const;
    const decided = decide(message, erase, { ok: false, failure }, usual);
    expect(decided.outcome.state).toBe(state);
    expect(decided.block ?? false).toBe(false);
    expect(decided.trace).toEqual(how && { messageId: 5, how });
  });

  it('is nothing to take back later, but for what is protected and was sent', () => {
    const ok = { ok: true, result: { message_id: 9 } } as const;
    const sensitive = { ...call, params: { ...call.params, protect_content: true } };
    expect(decide(message, sensitive, ok, usual).trace).toEqual({ messageId: 9, how: 'sent' });
    expect(decide(message, call, ok, usual).trace).toBeUndefined();
    expect(decide(message, sensitive, { ok: false, failure: passing }, usual).trace).toBeUndefined();
  });

  it('is one move to the new chat', () => {
    const moved = { kind: 'migrated', code: 'http_400', to: '-100' } as const;
    const { outcome } = after(moved);
    expect(outcome.state === 'queued' && outcome.content).toContain('"chat_id":"-100"');
    const again = decide(message, { ...call, migrated: true }, { ok: false, failure: moved }, usual);
    expect(again.outcome).toEqual({ state: 'failed', errorCode: 'migrated_twice' });
  });
});
