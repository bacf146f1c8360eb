import type { Contact, ContactStore, Database } from '../domain/contacts/index.js';
import type { GapStore } from '../domain/knowledge/index.js';
import type { SessionStore } from './session-store.js';
import { LOCALES, type Locale, type Message, newSession, type Session, type TurnResult } from './types.js';

export interface TalkDeps {
  readonly contacts: ContactStore;
  readonly sessions: SessionStore;
  readonly gaps: GapStore;
  /** The dialogue itself; pure. */
  readonly turn: (session: Session, message: Message) => TurnResult;
}

export interface Talk {
  /**
   * One turn of a contact inside the caller's transaction: locks the talk, answers, saves the session and carries out
   * the effects. What comes back has to be sent or stored by the caller in the same transaction. After a `forget`
   * effect the contact and everything kept of her is gone: `forgotten` is true and the replies belong to nobody.
   */
  take(
    db: Database,
    contact: Contact,
    message: Message,
    now: Date,
  ): Promise<TurnResult & { readonly forgotten: boolean }>;
}

const asLocale = (locale: string): Locale => LOCALES.find((known) => known === locale) ?? 'zh-CN';

export function createTalk({ contacts, sessions, gaps, turn }: TalkDeps): Talk {
  return {
    async take(db, contact, message, now) {
      const stored = await sessions.lock(db, contact.id);
      const result = turn(
        stored ?? newSession(asLocale(contact.locale), contact.channel === 'webchat'),
        message,
      );
      if (result.effects.some((effect) => effect.type === 'forget')) {
        await contacts.forget(db, contact.id);
        return { ...result, forgotten: true };
      }
      for (const effect of result.effects) {
        if (effect.type === 'set_locale') {
          await contacts.setLocale(db, contact.id, effect.locale);
        } else if (effect.type === 'keep_question') {
          await gaps.keep(db, {
            contactId: contact.id,
            locale: result.session.locale,
            question: effect.question,
            now,
          });
        }
      }
      await sessions.save(db, contact.id, result.session, now);
      await contacts.markSeen(db, contact.id, now);
      return { ...result, forgotten: false };
    },
  };
}
