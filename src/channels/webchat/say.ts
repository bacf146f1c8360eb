import type { Locale, Message, Reply, TurnResult } from '../../conversation/types.js';
import type { Talk } from '../../conversation/talk.js';
import type { Contact, ContactStore, Database } from '../../domain/contacts/index.js';
import type { ChatStore, NewLine, Said } from './chat-store.js';
import { type Answered, UNSEEN, type Utterance } from '../../conversation/chat.js';

/** Lines older than that are neither shown nor kept. */
export const CHAT_HOURS = 24;
const LINES_WITH_BUTTONS = 20;
const START: Message = { kind: 'text', text: '/start' };

export const sinceWhen = (now: Date): Date => new Date(now.getTime() - CHAT_HOURS * 3_600_000);

export interface SayDeps {
  readonly chat: ChatStore;
  readonly contacts: ContactStore;
  readonly talk: Talk;
}

/** A message of a known address. `key` is the digest of its client key and words. */
export interface Spoken extends Utterance {
  readonly address: string;
  /** Under which streams of this talk wait. */
  readonly talkKey: string;
  readonly key: string | undefined;
  readonly now: Date;
}

/**
 * One message in one transaction: the turn, its lines, the signal to the streams. The same key again gives the first
 * result and does nothing.
 */
export function createSay({ chat, contacts, talk }: SayDeps) {
  return async (db: Database, spoken: Spoken): Promise<Answered> => {
    const contact = await holdContact(db, spoken);
    const before = spoken.key && (await chat.findSaid(db, contact.id, spoken.key));
    if (before) {
      const [, ...replies] = before.lines.map((line) => line.reply);
      const lineIds = before.lines.map((line) => line.id);
      const { kind, lasting = false } = before.said;
      const unseen = seenAs(before.said.text);
      return {
        kind,
        replies,
        lineIds,
        locale: asLocale(contact.locale),
        forgotten: false,
        lasting,
        ...unseen,
      };
    }
    await followLanguage(db, contact, spoken);
    const seen = await seenLines(db, contact, spoken);
    const { isOverLimit } = spoken;
    const where = isOverLimit ? { isOverLimit } : {};
    const result = await talk.take(db, contact, spoken.message, spoken.now, where);
    if (result.forgotten) {
      await chat.signal(db, spoken.talkKey, 'forgotten');
      return { ...outcome(result), lineIds: [], forgotten: true, lasting: false };
    }
    const isSecret = result.effects.some((effect) => effect.type === 'check_digits');
    const text = isSecret ? UNSEEN : wordsOf(spoken.message, seen);
    const lasting = result.effects.some((effect) => effect.type === 'keep_question');
    const said: Said = {
      text,
      kind: result.kind,
      replies: result.replies.length,
      ...(lasting && { lasting }),
    };
    const lineIds = await chat.append(
      db,
      contact.id,
      [{ direction: 'in', said, clientKey: spoken.key }, ...asLines(result.replies)],
      spoken.now,
    );
    await chat.signal(db, spoken.talkKey, 'line');
    return { ...outcome(result), lineIds, forgotten: false, lasting, ...seenAs(text) };
  };

  /** The contact, locked; made anew when it was deleted at this very moment. */
  async function holdContact(db: Database, spoken: Spoken): Promise<Contact> {
    for (;;) {
      const contact = await contacts.findOrCreate(db, 'webchat', spoken.address, spoken.locale, spoken.now);
      if (await chat.lock(db, contact.id)) {
        return contact;
      }
    }
  }

  /** A language chosen on the page goes for the talk as well. */
  async function followLanguage(
    db: Database,
    contact: Contact,
    { locale, localeChosen, now }: Spoken,
  ): Promise<void> {
    if (localeChosen && contact.locale !== locale) {
      await talk.take(db, contact, { kind: 'button', value: `lang:${locale}` }, now);
    }
  }

  /** What she has before her eyes. With nothing there, the page has shown the welcome: it becomes the first lines. */
  async function seenLines(db: Database, contact: Contact, spoken: Spoken): Promise<readonly Reply[]> {
    const lines = await chat.newest(db, contact.id, sinceWhen(spoken.now), LINES_WITH_BUTTONS);
    if (lines.length > 0 || isStart(spoken.message)) {
      return lines.map((line) => line.reply);
    }
    const { replies } = await talk.take(db, contact, START, spoken.now);
    await chat.append(db, contact.id, asLines(replies), spoken.now);
    return replies;
  }
}

const seenAs = (text: string): Pick<Answered, 'unseen'> => (text === UNSEEN ? { unseen: true } : {});
const isStart = (message: Message) => message.kind === 'text' && message.text.trim() === '/start';
const asLines = (replies: readonly Reply[]): NewLine[] =>
  replies.map((reply) => ({ direction: 'out', reply }));
const asLocale = (locale: string): Locale => (locale === 'en' ? 'en' : 'zh-CN');
const outcome = ({ kind, replies, session }: TurnResult) => ({ kind, replies, locale: session.locale });

/** Her words as the talk shows them: of a button, what stood on it. */
function wordsOf(message: Message, seen: readonly Reply[]): string {
  if (message.kind === 'text') {
    return message.text;
  }
  const pressed =
    message.kind === 'button' &&
    seen.flatMap((reply) => reply.buttons ?? []).findLast((button) => button.value === message.value);
  return pressed ? pressed.label : '';
}
