import type { Contact, ContactStore, Database } from '../domain/contacts/index.js';
import type { Lane, OutboxStore } from '../domain/messaging/index.js';
import type { Clock } from '../lib/clock.js';
import type { Adapter } from './adapter.js';
import { discreetly } from './discreet.js';
import { LOCALES, type Locale, type Reply, type Say } from './types.js';

/** Puts a line into a talk of the web chat whose contact is locked. The same key again puts nothing. */
export type WriteLine = (
  db: Database,
  line: {
    readonly contactId: string;
    readonly address: string;
    readonly key: string;
    readonly reply: Reply;
    readonly now: Date;
  },
) => Promise<void>;

export interface DeliveryDeps {
  readonly contacts: Pick<ContactStore, 'hold' | 'addressOf'>;
  readonly outbox: Pick<OutboxStore, 'enqueue'>;
  /** The channels that send by the outbox; one that isn't configured is missing. */
  readonly adapters: ReadonlyArray<Pick<Adapter, 'channel' | 'render'>>;
  readonly webchat: WriteLine;
  readonly say: Say;
  readonly clock: Clock;
}

export interface DeliveryOptions {
  readonly lane: Lane;
  /** A second delivery under the same key does nothing. */
  readonly dedupeKey: string;
  /** When a channel that makes a phone ring may send it, at the earliest. A line of the web chat rings nowhere and stands at once. */
  readonly notBefore?: Date;
}

/**
 * Brings a message that nobody just asked for to a contact on the channel that she uses, inside the caller's transaction.
 * False when nobody can be reached: she is gone, has blocked us, or her channel is not configured any more.
 */
export type Deliver = (
  db: Database,
  contactId: string,
  reply: (locale: Locale) => Reply,
  options: DeliveryOptions,
) => Promise<boolean>;

export function createDelivery({ contacts, outbox, adapters, webchat, say, clock }: DeliveryDeps): Deliver {
  const post = async (
    db: Database,
    { id, channel }: Contact,
    address: string,
    reply: Reply,
    { lane, dedupeKey, notBefore }: DeliveryOptions,
  ): Promise<boolean> => {
    const adapter = adapters.find((known) => known.channel === channel);
    if (!adapter) {
      return false;
    }
    const calls = adapter.render(address, [reply]).map(({ content }, n) => ({
      channel,
      contactId: id,
      chatAddress: address,
      lane,
      dedupeKey: `${dedupeKey}:${n}`,
      content,
      now: clock.now(),
      ...(notBefore && { notBefore }),
    }));
    await outbox.enqueue(db, calls);
    return calls.length > 0;
  };

  return async (db, contactId, reply, options) => {
    const contact = await contacts.hold(db, contactId);
    const address = contact && !contact.blocked ? await contacts.addressOf(db, contactId) : null;
    if (!contact || address === null) {
      return false;
    }
    const locale = LOCALES.find((known) => known === contact.locale) ?? 'zh-CN';
    const said = reply(locale);
    if (contact.channel !== 'webchat') {
      return post(db, contact, address, discreetly(say, locale, said), options);
    }
    await webchat(db, { contactId, address, key: options.dedupeKey, reply: said, now: clock.now() });
    return true;
  };
}
