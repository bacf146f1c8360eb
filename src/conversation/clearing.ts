import type { ContactStore, Database } from '../domain/contacts/index.js';
import {
  type Cleared,
  type DueTrace,
  erasureKey,
  type OutboxStore,
  type TraceStore,
} from '../domain/messaging/index.js';
import type { Clock } from '../lib/clock.js';
import type { Adapter, SourceMessage } from './adapter.js';
import type { Deliver } from './delivery.js';
import type { Locale, Reply, Say } from './types.js';

const CHANNEL = 'telegram';
const NOTICE = 1;
const LATER = 3 * 3_600_000;
/** Between two deletions in one chat, in milliseconds. */
const APART = 100;
/** Messages, and chats that are done, looked at in one run. */
const MOST = 200;

export interface ClearingDeps {
  readonly transaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  readonly traces: TraceStore;
  readonly contacts: Pick<ContactStore, 'hold' | 'addressOf'>;
  readonly outbox: Pick<OutboxStore, 'enqueue'>;
  readonly erase: Adapter['erase'];
  readonly deliver: Deliver;
  readonly say: Say;
  readonly clock: Clock;
}

/** Takes what was told back from her chat, hers and ours, when she wants that and the messenger lets us. */
export interface Clearing {
  /** Notes the number of a message of hers, in the turn that answers it. */
  note(db: Database, contactId: string, source: SourceMessage, now: Date): Promise<void>;
  /** She wants it: now, or in three hours. What is due goes on its way in the same transaction. */
  askFor(db: Database, contactId: string, when: 'now' | 'later', now: Date): Promise<void>;
  /** Numbers of what she wanted taken back and still stands. */
  asked(db: Database, contactId: string): Promise<readonly number[]>;
  /** Sends what has come due on its way, and tells whose clearing has ended what could not be taken back. Safe in several processes. */
  run(): Promise<{ readonly erasing: number; readonly ended: number }>;
}

/** Of a service that writes to nobody elsewhere: there is nothing to take back. */
export const NO_CLEARING: Pick<Clearing, 'note' | 'askFor' | 'asked'> = {
  note: () => Promise.resolve(),
  askFor: () => Promise.resolve(),
  asked: () => Promise.resolve([]),
};

export function createClearing(deps: ClearingDeps): Clearing {
  const { transaction, traces, contacts, clock } = deps;

  const end = (contactId: string): Promise<boolean> =>
    transaction(async (tx) => {
      const held = await contacts.hold(tx, contactId);
      const now = clock.now();
      const cleared = held && (await traces.end(tx, contactId, now));
      if (cleared && (cleared.stay > 0 || cleared.perhapsTwice)) {
        const dedupeKey = `cleared:${contactId}:${now.getTime()}`;
        await deps.deliver(tx, contactId, (locale) => whatStays(deps.say, locale, cleared), {
          lane: NOTICE,
          dedupeKey,
        });
      }
      return cleared !== null;
    });

  return {
    note: (db, contactId, { id, sentAt }, now) =>
      traces.addHers(db, { contactId, messageId: id }, sentAt && sentAt < now ? sentAt : now, now),

    async askFor(db, contactId, when, now) {
      await traces.askFor(db, contactId, when === 'now' ? now : new Date(now.getTime() + LATER), now);
      await sendOff(deps, db, await traces.due(db, now, MOST, contactId), now);
    },

    asked: (db, contactId) => traces.asked(db, contactId),

    async run() {
      const erasing = await transaction(async (tx) => {
        const now = clock.now();
        const due = await traces.due(tx, now, MOST);
        await sendOff(deps, tx, due, now);
        return due.length;
      });
      let ended = 0;
      for (const contactId of await transaction((tx) => traces.ended(tx, MOST))) {
        ended += (await end(contactId)) ? 1 : 0;
      }
      return { erasing, ended };
    },
  };
}

/** Puts the deletions into the outbox, one after the other in each chat. */
async function sendOff(
  { contacts, outbox, erase }: ClearingDeps,
  db: Database,
  due: readonly DueTrace[],
  now: Date,
): Promise<void> {
  for (const contactId of new Set(due.map((trace) => trace.contactId))) {
    const address = await contacts.addressOf(db, contactId);
    const calls = due
      .filter((trace) => address !== null && trace.contactId === contactId)
      .map((trace, n) => ({
        channel: CHANNEL,
        contactId,
        chatAddress: null,
        lane: NOTICE,
        dedupeKey: erasureKey(trace),
        content: erase(address ?? '', trace.messageId),
        notBefore: new Date(now.getTime() + n * APART),
        now,
      })) satisfies Parameters<OutboxStore['enqueue']>[1];
    await outbox.enqueue(db, calls);
  }
}

/** What could not be taken back, and how she does it herself; without a sound, as it may be night. */
function whatStays(say: Say, locale: Locale, { stay, perhapsTwice }: Cleared): Reply {
  const lines = [
    ...(stay > 0 ? [say(locale, 'flow:clear.stays', { n: stay })] : []),
    ...(perhapsTwice ? [say(locale, 'flow:clear.perhaps_twice')] : []),
    say(locale, 'flow:clear.by_hand'),
  ];
  return { text: lines.join('\n'), sensitive: true, silent: true };
}
