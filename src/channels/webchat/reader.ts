import type { Contact, ContactStore } from '../../domain/contacts/index.js';
import type { Clock } from '../../lib/clock.js';
import type { ChatDatabase, ChatStore } from './chat-store.js';
import { sinceWhen } from './say.js';
import type { ChatHistory, ChatLine, FiledHere } from '../../conversation/chat.js';

export interface ReaderDeps {
  readonly db: ChatDatabase;
  readonly chat: ChatStore;
  readonly contacts: ContactStore;
  readonly clock: Clock;
}

const MOST_LINES = 100;
/** A page of at most 100 KB has room for that much of a talk, in bytes of UTF-8. */
const MOST_BYTES = 48 * 1024;

/** Reads talks for pages and streams. */
export function createReader({ db, chat, contacts, clock }: ReaderDeps) {
  const since = () => sinceWhen(clock.now());
  const find = (address: string): Promise<Contact | null> => contacts.find(db, 'webchat', address);

  return {
    async history(address: string): Promise<ChatHistory> {
      const contact = await find(address);
      const lines = contact ? await chat.newest(db, contact.id, since(), MOST_LINES) : [];
      const shown = lastWithin(lines, MOST_BYTES);
      return { lines: shown, truncated: shown.length < lines.length || lines.length === MOST_LINES };
    },

    /** What a talk tells of the cases that came from it; null when there is no talk. */
    async filed(address: string): Promise<FiledHere | null> {
      const contact = await find(address);
      const lines = contact ? await chat.newest(db, contact.id, since(), MOST_LINES) : [];
      return contact && { contactId: contact.id, slipTokens: lines.flatMap(slipsIn) };
    },

    /** Lines after an id; without an id none, and the id to go on from. */
    async after(
      address: string,
      id: string | undefined,
    ): Promise<{ lines: readonly ChatLine[]; last: string }> {
      const contact = await find(address);
      if (!contact) {
        return { lines: [], last: id ?? '0' };
      }
      if (id === undefined) {
        const [newest] = await chat.newest(db, contact.id, since(), 1);
        return { lines: [], last: newest?.id ?? '0' };
      }
      const lines = await chat.after(db, contact.id, id, since(), MOST_LINES);
      return { lines, last: lines.at(-1)?.id ?? id };
    },
  };
}

/** The tokens in the links of a line that lead to digits. */
const slipsIn = ({ reply }: ChatLine): string[] =>
  (reply.links ?? []).flatMap(({ url }) => /^\/help\/slip\/([A-Za-z0-9_-]+)$/.exec(url)?.[1] ?? []);

/** The last lines whose texts together fit; at least the very last. */
export function lastWithin(lines: readonly ChatLine[], bytes: number): readonly ChatLine[] {
  let left = bytes;
  const first = lines.findLastIndex((line) => {
    left -= Buffer.byteLength(JSON.stringify(line.reply));
    return left < 0;
  });
  return lines.slice(Math.min(first + 1, Math.max(0, lines.length - 1)));
}
