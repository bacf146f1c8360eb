import { type Backoff, backoffMs, type Outcome, type Sending } from '../../../domain/messaging/index.js';
import type { Outcome as CallOutcome } from '../bot-api.js';
import { type Call, moveCall, writeCall } from './calls.js';
import type { Failure } from '../failure.js';

/** What follows from the answer to one call. */
export interface Decision {
  readonly outcome: Outcome;
  /** How long the chat's later messages have to wait for this one, in ms. */
  readonly restMs?: number;
  /** The whole channel is closed for so many seconds. */
  readonly closeSeconds?: number;
  /** Nothing more is sent to this contact. */
  readonly block?: boolean;
  /** A message that may have to be taken back later, or one that was to be. */
  readonly trace?: Traced;
}

/** What became of a message in the chat; `stays`: Telegram did not take it back. */
export interface Traced {
  readonly messageId: number;
  readonly how: 'sent' | 'erased' | 'stays';
}

export interface Circumstances {
  readonly now: Date;
  /** False when Telegram does not answer at all: then the failure isn't the message's and doesn't count. */
  readonly telegramAnswers: boolean;
  readonly retry: Backoff;
}

/** A message that has failed that often while Telegram was there is given up. */
export const MAX_TRIES = 8;

export function decide(
  message: Sending,
  call: Call,
  answer: CallOutcome<unknown>,
  circumstances: Circumstances,
): Decision {
  const decision = judge(message, call, answer, circumstances);
  const trace = traceOf(call, decision.outcome);
  return trace ? { ...decision, trace } : decision;
}

function judge(
  message: Sending,
  call: Call,
  answer: CallOutcome<unknown>,
  circumstances: Circumstances,
): Decision {
  if (answer.ok) {
    return { outcome: { state: 'sent', messageRef: messageRef(answer.result) } };
  }
  const { failure } = answer;
  const { now } = circumstances;
  switch (failure.kind) {
    case 'retry_after':
      return { outcome: again(now), closeSeconds: failure.seconds };
    case 'gone':
      return { outcome: { state: 'failed', errorCode: failure.code }, block: call.method === 'sendMessage' };
    case 'missing':
      return call.method === 'deleteMessage'
        ? { outcome: { state: 'sent', messageRef: null } }
        : { outcome: { state: 'failed', errorCode: failure.code } };
    case 'rejected':
      return { outcome: { state: 'failed', errorCode: failure.code } };
    case 'migrated':
      return { outcome: migrate(call, failure.to, now) };
    case 'conflict':
    case 'transient':
      return retry(message, failure, circumstances);
  }
}

/** What is protected when it is sent is what may have to go; a deletion is over when it is sent, or given up. */
function traceOf(call: Call, outcome: Outcome): Traced | null {
  if (call.method === 'deleteMessage') {
    const messageId = call.params.message_id;
    return outcome.state === 'queued'
      ? null
      : { messageId, how: outcome.state === 'sent' ? 'erased' : 'stays' };
  }
  return call.method === 'sendMessage' &&
    call.params.protect_content &&
    outcome.state === 'sent' &&
    outcome.messageRef !== null
    ? { messageId: Number(outcome.messageRef), how: 'sent' }
    : null;
}

function again(notBefore: Date, counted = false, possiblyTwice = false): Outcome {
  return { state: 'queued', notBefore, counted, possiblyTwice };
}

function migrate(call: Call, to: string, now: Date): Outcome {
  return call.method === 'sendMessage' && !call.migrated
    ? {
        state: 'queued',
        notBefore: now,
        counted: false,
        possiblyTwice: false,
        content: writeCall(moveCall(call, to)),
      }
    : { state: 'failed', errorCode: 'migrated_twice' };
}

function retry(message: Sending, failure: Failure, { now, telegramAnswers, retry }: Circumstances): Decision {
  const possiblyTwice = failure.kind === 'transient' && failure.arrived === 'perhaps';
  if (!telegramAnswers) {
    return { outcome: again(now, false, possiblyTwice) };
  }
  const tries = message.attempts + 1;
  if (tries >= MAX_TRIES) {
    return { outcome: { state: 'failed', errorCode: failure.code } };
  }
  const restMs = backoffMs(tries, retry);
  return { outcome: again(new Date(now.getTime() + restMs), true, possiblyTwice), restMs };
}

function messageRef(result: unknown): string | null {
  const id = (result as { message_id?: unknown } | null)?.message_id;
  return typeof id === 'number' ? String(id) : null;
}
