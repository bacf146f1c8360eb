import type { Contact, ContactStore, Database } from '../domain/contacts/index.js';
import { type InboxStore, MAX_TURN_ATTEMPTS, type OutboxStore } from '../domain/messaging/index.js';
import type { Clock } from '../lib/clock.js';
import type { Adapter, Incoming, OutgoingPayload } from './adapter.js';
import type { Talk } from './talk.js';
import { LOCALES, type Locale, type Reply } from './types.js';

export interface TurnTakerDeps {
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly contacts: ContactStore;
  readonly talk: Talk;
  readonly adapters: readonly Adapter[];
  /** What somebody is told, once, whose message was given up. */
  readonly apologise: (locale: Locale) => Reply;
  readonly clock: Clock;
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
}

type Written = Extract<Incoming, { kind: 'message' }>;

/** One stored update: taken to the conversation, or counted as failed. Both work inside the caller's transaction. */
export function createTurnTaker({
  inbox,
  outbox,
  contacts,
  talk,
  adapters,
  apologise,
  clock,
  log,
}: TurnTakerDeps) {
  const adapterOf = (channel: string): Adapter => {
    const adapter = adapters.find((known) => known.channel === channel);
    if (!adapter) {
      throw new TypeError('no adapter for this channel');
    }
    return adapter;
  };

  const enqueue = (
    tx: Database,
    keyed: {
      readonly channel: string;
      readonly key: string;
      readonly address: string;
      readonly contactId: string | null;
    },
    payloads: readonly OutgoingPayload[],
  ) =>
    outbox.enqueue(
      tx,
      payloads.map(({ content, outOfTurn }, n) => ({
        channel: keyed.channel,
        contactId: keyed.contactId,
        chatAddress: outOfTurn ? null : keyed.address,
        lane: 0,
        dedupeKey: `reply:${keyed.key}:${n}`,
        content,
        now: clock.now(),
      })),
    );

  const answer = async (tx: Database, adapter: Adapter, incoming: Written, key: string): Promise<void> => {
    const { channel } = adapter;
    const { address } = incoming;
    const contact = await contacts.findOrCreate(tx, channel, address, incoming.locale, clock.now());
    const result = await talk.take(tx, contact, incoming.message, clock.now(), {
      inGroup: incoming.inGroup ?? false,
      source: incoming.source,
    });
    const erased = (result.erase ?? []).map((id) => ({
      content: adapter.erase(address, id),
      outOfTurn: true,
    }));
    const payloads = [...incoming.before, ...erased, ...adapter.render(address, result.replies, result)];
    await enqueue(tx, { channel, key, address, contactId: result.forgotten ? null : contact.id }, payloads);
  };

  return {
    /** Handles an update with all its effects. */
    async take(tx: Database, id: bigint): Promise<'answered' | 'silent' | 'held_elsewhere'> {
      const update = await inbox.claim(tx, id, clock.now());
      if (!update) {
        return 'held_elsewhere';
      }
      const { channel } = update;
      const adapter = adapterOf(channel);
      const incoming = adapter.read(update.payload);
      const key = `${channel}:${update.updateId}`;
      if (incoming.kind === 'message') {
        await answer(tx, adapter, incoming, key);
      } else if (incoming.kind === 'calls') {
        await enqueue(tx, { channel, key, address: '', contactId: null }, incoming.calls);
      } else if (incoming.kind === 'blocked') {
        const contact = await contacts.find(tx, adapter.channel, incoming.address);
        if (contact) {
          await contacts.block(tx, contact.id, clock.now());
        }
      } else {
        log('update_ignored', { channel, reason: incoming.reason });
      }
      await inbox.finish(tx, id, clock.now());
      return incoming.kind === 'message' || incoming.kind === 'calls' ? 'answered' : 'silent';
    },

    /**
     * Counts a failed turn. After the last attempt the update is dead and its writer gets one apology with the numbers for danger.
     * @returns whether an apology was stored
     */
    async fail(
      tx: Database,
      id: bigint,
      code: string,
      pauseMs: (failures: number) => number,
    ): Promise<boolean> {
      const now = clock.now();
      const failures = await inbox.countFailure(tx, id, code);
      if (failures === null) {
        return false;
      }
      if (failures < MAX_TURN_ATTEMPTS) {
        await inbox.putOff(tx, id, new Date(now.getTime() + pauseMs(failures)));
        log('turn_failed', { code, failures });
        return false;
      }
      const update = await inbox.claim(tx, id, now).catch(() => null); // sealed under a key that is gone
      await inbox.finish(tx, id, now, code);
      log('turn_given_up', { code, failures });
      const incoming = update && adapterOf(update.channel).read(update.payload);
      if (!update || incoming?.kind !== 'message') {
        return false;
      }
      const adapter = adapterOf(update.channel);
      const { address } = incoming;
      const contact = await contacts.find(tx, adapter.channel, address);
      const payloads = adapter.render(address, [apologise(localeOf(contact, incoming.locale))]);
      const key = `${update.channel}:${update.updateId}:failed`;
      await enqueue(tx, { channel: update.channel, key, address, contactId: contact?.id ?? null }, payloads);
      return true;
    },
  };
}

function localeOf(contact: Contact | null, hint: Locale): Locale {
  return LOCALES.find((known) => known === contact?.locale) ?? hint;
}
