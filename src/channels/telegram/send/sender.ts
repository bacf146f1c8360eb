import type { ContactStore } from '../../../domain/contacts/index.js';
import {
  type Backoff,
  createBell,
  type GateStore,
  type MessagingDatabase,
  type OutboxStore,
  pause,
  type Sending,
  type TraceStore,
} from '../../../domain/messaging/index.js';
import { isQuiet } from '../../../domain/tips/index.js';
import type { Clock } from '../../../lib/clock.js';
import type { BotApi } from '../bot-api.js';
import { type CampaignReply, campaignCall } from './campaign-call.js';
import { type Call, readCall } from './calls.js';
import { type Decision, decide } from './decide.js';
import { createOutage } from './outage.js';
import { keepTrace } from './keep-trace.js';
import { createPacing, type Pace, TELEGRAM_PACE } from './pacing.js';

export interface SenderDeps {
  readonly api: BotApi;
  readonly db: MessagingDatabase;
  readonly outbox: OutboxStore;
  readonly gates: GateStore;
  readonly contacts: ContactStore;
  readonly traces: Pick<TraceStore, 'addSent' | 'settle'>;
  readonly campaignReply: CampaignReply;
  /** Where the pages are that a message may link. */
  readonly publicUrl?: string | undefined;
  readonly clock: Clock;
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
  readonly count: (event: string) => void;
  readonly timings?: Partial<SenderTimings>;
}

export interface SenderTimings extends Pace {
  readonly callWithinMs: number;
  /** How often rows of other processes are looked for. */
  readonly pollMs: number;
  readonly retry: Backoff;
  /** How long calls in flight may still take after the end of leadership. */
  readonly graceMs: number;
  /** Whether messages that nobody asked for have to wait at this moment. */
  readonly isQuiet: (now: Date) => boolean;
}

const DEFAULTS: SenderTimings = {
  ...TELEGRAM_PACE,
  callWithinMs: 15_000,
  pollMs: 500,
  retry: { baseMs: 1000, capMs: 60_000 },
  graceMs: 6000,
  isQuiet,
};
const CHANNEL = 'telegram';
const DATABASE_AWAY_MS = 1000;
const NOTICES = 1;
const BULK = 2;

/**
 * Sends what waits in the outbox; only the leader runs it. Lost is nothing: a row is `sending` before the call and `sent` after it,
 * and what a dead process left in between is sent again, marked as possibly twice.
 */
export function createSender(deps: SenderDeps) {
  const timings = { ...DEFAULTS, ...deps.timings };
  const { api, db, outbox, gates, contacts, traces, clock, log } = deps;
  const bell = createBell();
  const pacing = createPacing(timings);
  const outage = createOutage({ api, withinMs: timings.callWithinMs, retry: timings.retry, log });
  const inFlight = new Set<Promise<void>>();
  /** Known but not yet written down, because the database was away. */
  const unrecorded: Array<{ message: Sending; decision: Decision }> = [];
  let closedUntil = 0;

  const prepare = async (): Promise<void> => {
    await recordRest();
    const requeued = await outbox.requeueInterrupted(db.prisma, CHANNEL);
    if (requeued > 0) {
      log('outbox_requeued', { messages: requeued });
    }
    closedUntil = (await gates.pausedUntil(db.prisma, CHANNEL))?.getTime() ?? 0;
    pacing.forgetRests();
    const now = clock.now();
    for (const { chat, until } of await outbox.waitingChats(db.prisma, CHANNEL, now)) {
      pacing.end(chat, until.getTime() - now.getTime());
    }
  };

  /** Writes down how a message went; only then may its chat be written to again. */
  const record = async (message: Sending, decision: Decision): Promise<void> => {
    await db.prisma.$transaction(async (tx) => {
      const now = clock.now();
      await keepTrace(traces, tx, message, decision.trace, now);
      await outbox.settle(tx, message, decision.outcome, now);
      if (decision.block && message.contactId) {
        await contacts.block(tx, message.contactId, now);
      }
      if (decision.closeSeconds !== undefined) {
        await gates.close(tx, CHANNEL, new Date(closedUntil));
      }
    });
    pacing.end(message.chat, decision.restMs);
  };

  const recordRest = async (): Promise<void> => {
    for (let next = unrecorded[0]; next; next = unrecorded[0]) {
      await record(next.message, next.decision);
      unrecorded.shift();
    }
  };

  /** `later` when the database could not say what the campaign says. */
  const callOf = async (message: Sending): Promise<Call | null | 'later'> =>
    message.content === ''
      ? campaignCall(deps, message).catch(() => 'later' as const)
      : readCall(message.content);

  const judge = async (message: Sending, hard: AbortSignal): Promise<Decision> => {
    const call = await callOf(message);
    if (call === 'later') {
      return { outcome: { state: 'queued', notBefore: clock.now(), counted: false, possiblyTwice: false } };
    }
    if (!call) {
      return { outcome: { state: 'failed', errorCode: 'unreadable' } };
    }
    const answer = await api.call(call.method, call.params, { withinMs: timings.callWithinMs, signal: hard });
    if (!answer.ok) {
      log('telegram_send_failed', { code: answer.failure.code, kind: answer.failure.kind });
    }
    const suspect = !answer.ok && answer.failure.kind === 'transient';
    const telegramAnswers = !suspect || (await outage.telegramAnswers(hard));
    return decide(message, call, answer, { now: clock.now(), telegramAnswers, retry: timings.retry });
  };

  const deliver = async (message: Sending, hard: AbortSignal): Promise<void> => {
    const decision = await judge(message, hard);
    if (decision.closeSeconds !== undefined) {
      closedUntil = Math.max(closedUntil, clock.now().getTime() + decision.closeSeconds * 1000);
    }
    deps.count(`telegram_${decision.outcome.state === 'queued' ? 'retried' : decision.outcome.state}`);
    await record(message, decision).catch(() => unrecorded.push({ message, decision }));
  };

  /** One step of the loop: sends a message, or waits for whatever has to be waited for. */
  const step = async (signal: AbortSignal, hard: AbortSignal): Promise<void> => {
    const closedMs = closedUntil - clock.now().getTime();
    if (closedMs > 0) {
      return pause(Math.min(closedMs, timings.pollMs), signal);
    }
    if (outage.isOn()) {
      return outage.lookAgain(signal);
    }
    if (inFlight.size >= timings.inFlight) {
      return Promise.race(inFlight);
    }
    if (pacing.waitMs() > 0) {
      return pause(Math.ceil(pacing.waitMs()), signal);
    }
    await recordRest();
    const now = clock.now();
    const message = await outbox.claim(db.pool, {
      channel: CHANNEL,
      now,
      resting: pacing.resting(),
      lastLane: timings.isQuiet(now) ? NOTICES : BULK,
    });
    if (!message) {
      return bell.wait(Math.max(1, Math.min(timings.pollMs, pacing.untilAwakeMs())), signal);
    }
    pacing.begin(message.chat);
    const delivery: Promise<void> = deliver(message, hard).finally(() => {
      inFlight.delete(delivery);
      bell.ring();
    });
    inFlight.add(delivery);
  };

  return {
    /** There is a new message: look at once. */
    wake: bell.ring,

    /** Sends until the signal aborts, then waits for what is in flight. Never rejects. */
    async run(signal: AbortSignal): Promise<void> {
      const hard = new AbortController();
      let prepared = false;
      while (!signal.aborted) {
        try {
          if (!prepared) {
            await prepare();
            prepared = true;
          }
          await step(signal, hard.signal);
        } catch {
          log('outbox_database_away', {});
          await pause(DATABASE_AWAY_MS, signal);
          await Promise.all(inFlight);
          prepared = false; // what is still `sending` now is a claim whose answer broke off: it is queued again
        }
      }
      const timer = setTimeout(() => hard.abort(), timings.graceMs);
      await Promise.all(inFlight);
      clearTimeout(timer);
      await recordRest().catch(() => undefined); // the next leader sends these again
    },
  };
}
export type Sender = ReturnType<typeof createSender>;
