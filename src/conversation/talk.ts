import type { Contact, ContactStore, Database } from '../domain/contacts/index.js';
import { CONSENTS, type Purpose } from '../domain/consent/index.js';
import { createCarryOut, type EffectDeps } from './effects.js';
import type { SessionStore } from './session-store.js';
import {
  HERE,
  LOCALES,
  type Locale,
  type Message,
  newSession,
  type Reply,
  type Session,
  type Setting,
  type TurnResult,
} from './types.js';

export interface TalkDeps extends EffectDeps {
  readonly contacts: ContactStore;
  readonly sessions: SessionStore;
  /** The dialogue itself; pure. */
  readonly turn: (session: Session, message: Message, setting: Setting) => TurnResult;
  /** Whether pages of this service have an address that can be opened from another channel. */
  readonly hasPublicUrl: boolean;
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
    where?: { readonly inGroup?: boolean },
  ): Promise<TurnResult & { readonly forgotten: boolean }>;
}

const asLocale = (locale: string): Locale => LOCALES.find((known) => known === locale) ?? 'zh-CN';

export function createTalk(deps: TalkDeps): Talk {
  const { contacts, sessions, turn } = deps;
  const carryOut = createCarryOut(deps);
  return {
    async take(db, contact, message, now, { inGroup = false } = {}) {
      const stored = await sessions.lock(db, contact.id);
      const setting = await settingOf(deps, db, contact, inGroup);
      const before = stored ?? newSession(asLocale(contact.locale), contact.channel === 'webchat');
      const result = turn(before, message, setting);
      if (result.effects.some((effect) => effect.type === 'forget')) {
        await contacts.forget(db, contact.id);
        return { ...result, forgotten: true };
      }
      let { replies } = result;
      for (const effect of result.effects) {
        const reply = await carryOut(db, effect, { contact, session: result.session, setting, now });
        replies = reply ? instead(replies, reply) : replies;
      }
      await sessions.save(db, contact.id, result.session, now);
      await contacts.markSeen(db, contact.id, now);
      return { ...result, replies, forgotten: false };
    },
  };
}

const instead = ([, ...others]: readonly Reply[], reply: Reply): Reply[] => [reply, ...others];

async function settingOf(
  { consents, subscriptions, hasPublicUrl }: TalkDeps,
  db: Database,
  { id, channel }: Contact,
  inGroup: boolean,
): Promise<Setting> {
  if (channel === 'webchat') {
    return HERE;
  }
  if (inGroup) {
    return { ...HERE, place: 'group', links: hasPublicUrl };
  }
  const given: Purpose[] = [];
  for (const purpose of Object.keys(CONSENTS) as Purpose[]) {
    if (await consents.stands(db, id, purpose)) {
      given.push(purpose);
    }
  }
  const wishes = await subscriptions.of(db, id);
  return { place: 'abroad', consents: given, wishes, links: hasPublicUrl };
}
